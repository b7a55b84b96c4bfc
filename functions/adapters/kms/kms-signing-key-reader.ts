import { GetPublicKeyCommand, type KeySpec, type KMSClient } from '@aws-sdk/client-kms';
import type { SigningIdentity } from '#domain/documents/signing';
import type { SigningKeyReader } from '#domain/documents/signing-key-reader';

const ALGORITHMS: Readonly<Partial<Record<KeySpec, SigningIdentity['algorithm']>>> = {
  ECC_NIST_P256: 'ecdsa-p256-sha256',
  RSA_2048: 'rsa-pkcs1-sha256',
  RSA_3072: 'rsa-pkcs1-sha256',
  RSA_4096: 'rsa-pkcs1-sha256',
};
/** What KMS says of a key that is not there, not ours to read (it lacks the tag), disabled, or named in no way it knows. */
const NOT_USABLE = new Set(['NotFoundException', 'AccessDeniedException', 'DisabledException', 'InvalidArnException', 'InvalidKeyUsageException', 'KMSInvalidStateException', 'UnsupportedOperationException', 'ValidationException']);

/** Reads the public half of a key; the role may read it only of keys with the tag for documents. */
export function createKmsSigningKeyReader(client: KMSClient): SigningKeyReader {
  return {
    read: async (keyId) => {
      try {
        const { KeyId, PublicKey, KeySpec: spec, KeyUsage } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
        const algorithm = spec === undefined ? undefined : ALGORITHMS[spec];
        if (KeyId === undefined || PublicKey === undefined || algorithm === undefined || KeyUsage !== 'SIGN_VERIFY') return undefined;
        return { keyId: KeyId, publicKey: Buffer.from(PublicKey).toString('base64'), algorithm };
      } catch (error) {
        if (error instanceof Error && NOT_USABLE.has(error.name)) return undefined;
        throw error;
      }
    },
  };
}

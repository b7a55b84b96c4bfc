import { SignCommand, type KMSClient, type SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import type { SigningIdentity } from '#domain/documents/signing';

/** Signs a SHA-256 digest with an identity's key; an ECDSA signature comes in DER. */
export type DocumentKey = (identity: Pick<SigningIdentity, 'keyId' | 'algorithm'>, digest: Uint8Array) => Promise<Uint8Array>;

const ALGORITHMS: Readonly<Record<SigningIdentity['algorithm'], SigningAlgorithmSpec>> = {
  'ecdsa-p256-sha256': 'ECDSA_SHA_256',
  'rsa-pkcs1-sha256': 'RSASSA_PKCS1_V1_5_SHA_256',
};

/** Signs by KMS, whose client tries again by itself when KMS throttles or fails. */
export function createKmsDocumentKey(client: KMSClient): DocumentKey {
  return async ({ keyId, algorithm }, digest) => {
    const { Signature } = await client.send(new SignCommand({ KeyId: keyId, Message: digest, MessageType: 'DIGEST', SigningAlgorithm: ALGORITHMS[algorithm] }));
    if (Signature === undefined) throw new Error('KMS signed nothing');
    return Signature;
  };
}

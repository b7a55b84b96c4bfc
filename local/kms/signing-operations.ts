import { createHash } from 'node:crypto';
import { z } from 'zod';
import { KmsError, readInput } from './kms-error.ts';
import { signDigest } from './sign-digest.ts';
import { publicKeyOf, signingKeySpec, type SigningKeys, type SigningKeySpec, type StoredKey } from './signing-keys.ts';

const createKeyInput = z.object({
  KeySpec: signingKeySpec,
  KeyUsage: z.literal('SIGN_VERIFY'),
  Tags: z.array(z.object({ TagKey: z.string().min(1).max(128), TagValue: z.string().max(256) })).default([]),
  Description: z.string().max(8192).optional(),
});
const keyInput = z.object({ KeyId: z.string().min(1) });
/** A message is at most 4,096 bytes; what is larger is hashed by the caller. */
const MAX_MESSAGE_BYTES = 4096;
const DIGEST_BYTES = 32;
const signInput = z.object({
  KeyId: z.string().min(1),
  Message: z.base64(),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.enum(['ECDSA_SHA_256', 'RSASSA_PKCS1_V1_5_SHA_256']),
});

const algorithms: Readonly<Record<SigningKeySpec, z.infer<typeof signInput>['SigningAlgorithm']>> = {
  ECC_NIST_P256: 'ECDSA_SHA_256',
  RSA_2048: 'RSASSA_PKCS1_V1_5_SHA_256',
  RSA_3072: 'RSASSA_PKCS1_V1_5_SHA_256',
};

interface SigningOperation {
  (body: unknown): object;
}

/** What KMS does with asymmetric keys that sign. `arnOf` names a key as the cell's account would. */
export function signingOperations(keys: SigningKeys, arnOf: (keyId: string) => string): ReadonlyMap<string, SigningOperation> {
  const keyOf = (keyId: string): StoredKey => {
    const key = keys.find(keyId);
    if (key === undefined) throw new KmsError('NotFoundException', `There is no signing key '${keyId}'`);
    return key;
  };
  return new Map<string, SigningOperation>([
    ['CreateKey', (body) => createKey(keys, arnOf, body)],
    ['GetPublicKey', (body) => {
      const key = keyOf(readInput(keyInput, body).KeyId);
      return { ...described(key), KeyId: arnOf(key.keyId), PublicKey: publicKeyOf(key).toString('base64') };
    }],
    ['Sign', (body) => {
      const input = readInput(signInput, body);
      const key = keyOf(input.KeyId);
      if (input.SigningAlgorithm !== algorithms[key.spec]) throw new KmsError('InvalidKeyUsageException', `A key of kind ${key.spec} does not sign by ${input.SigningAlgorithm}`);
      return { KeyId: arnOf(key.keyId), SigningAlgorithm: input.SigningAlgorithm, Signature: signDigest(key, digestOf(input)).toString('base64') };
    }],
  ]);
}

function createKey(keys: SigningKeys, arnOf: (keyId: string) => string, body: unknown): object {
  const { KeySpec, Tags } = readInput(createKeyInput, body);
  const key = keys.create({ spec: KeySpec, tags: Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue])) });
  const KeyMetadata = { ...described(key), KeyId: key.keyId, Arn: arnOf(key.keyId), CreationDate: Date.parse(key.createdAt) / 1000, Enabled: true, KeyState: 'Enabled', KeyManager: 'CUSTOMER' };
  return { KeyMetadata };
}

function described({ spec }: StoredKey): { readonly KeySpec: SigningKeySpec; readonly KeyUsage: 'SIGN_VERIFY'; readonly SigningAlgorithms: readonly string[] } {
  return { KeySpec: spec, KeyUsage: 'SIGN_VERIFY', SigningAlgorithms: [algorithms[spec]] };
}

function digestOf({ Message, MessageType }: z.infer<typeof signInput>): Buffer {
  const message = Buffer.from(Message, 'base64');
  if (MessageType === 'DIGEST') {
    if (message.length !== DIGEST_BYTES) throw new KmsError('ValidationException', 'Digest is invalid length for algorithm');
    return message;
  }
  if (message.length === 0 || message.length > MAX_MESSAGE_BYTES) throw new KmsError('ValidationException', `A message has 1 to ${String(MAX_MESSAGE_BYTES)} bytes`);
  return createHash('sha256').update(message).digest();
}

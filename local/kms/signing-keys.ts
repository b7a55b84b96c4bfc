import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { writeFileOnce } from '../servers/write-file-once.ts';

/** Kinds of keys that sign here, named as KMS names them. */
export const signingKeySpec = z.enum(['ECC_NIST_P256', 'RSA_2048', 'RSA_3072']);
export type SigningKeySpec = z.infer<typeof signingKeySpec>;

const storedKey = z.object({
  keyId: z.string(),
  spec: signingKeySpec,
  tags: z.record(z.string(), z.string()),
  createdAt: z.string(),
  /** PKCS #8, PEM. */
  privateKey: z.string(),
});
export type StoredKey = z.infer<typeof storedKey>;

interface KeyOrder {
  /** @default a new one, as KMS draws it */
  readonly keyId?: string;
  readonly spec: SigningKeySpec;
  readonly tags: Readonly<Record<string, string>>;
}

export interface SigningKeys {
  /** Makes the key, or gives the one that has the id already: a key is never replaced. */
  create(order: KeyOrder): StoredKey;
  /** By id or ARN. */
  find(keyIdOrArn: string): StoredKey | undefined;
}

/** Asymmetric keys, a file each in the data folder, made once and never changed, so that what they signed verifies after a restart. */
export function openSigningKeys(dataFolder: string): SigningKeys {
  const folder = join(dataFolder, 'signing-keys');
  const known = new Map<string, StoredKey>();
  const find = (keyIdOrArn: string): StoredKey | undefined => {
    const keyId = keyIdOrArn.replace(/^arn:aws:kms:[^:]*:[^:]*:key\//, '');
    const key = known.get(keyId) ?? readKey(folder, keyId);
    if (key !== undefined) known.set(keyId, key);
    return key;
  };
  const create = ({ keyId = randomUUID(), spec, tags }: KeyOrder): StoredKey => {
    const there = find(keyId);
    if (there !== undefined) return there;
    const key = { keyId, spec, tags: { ...tags }, createdAt: new Date().toISOString(), privateKey: newPrivateKey(spec) };
    mkdirSync(folder, { recursive: true });
    writeFileOnce(fileOf(folder, key.keyId), JSON.stringify(key));
    return find(keyId) ?? key;
  };
  return { find, create };
}

/** The public half as SubjectPublicKeyInfo in DER, as `GetPublicKey` gives it. */
export function publicKeyOf({ privateKey }: StoredKey): Buffer {
  return createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'der' });
}

function newPrivateKey(spec: SigningKeySpec): string {
  const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
  const pair = spec === 'ECC_NIST_P256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: Number(spec.slice('RSA_'.length)) });
  return pair.privateKey.export(pkcs8).toString();
}

function readKey(folder: string, keyId: string): StoredKey | undefined {
  const file = fileOf(folder, keyId);
  return existsSync(file) ? storedKey.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

function fileOf(folder: string, keyId: string): string {
  return join(folder, `${encodeURIComponent(keyId)}.json`);
}

import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, GetPublicKeyCommand, KMSClient, SignCommand, type KeySpec, type SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSigningKeys } from '#local/cell/create-signing-keys';
import { openSigningKeys, publicKeyOf } from '#local/kms/signing-keys';
import { startKms, type LocalKms } from '#local/kms/start-kms';

let folder: string;
let kms: LocalKms;
let client: KMSClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-kms-'));
  kms = await startKms({ dataFolder: folder });
  client = new KMSClient({ endpoint: kms.url, region: 'ap-southeast-1', maxAttempts: 1, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
});
afterAll(async () => {
  client.destroy();
  await kms.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function newKey(KeySpec: KeySpec): Promise<string> {
  const { KeyMetadata } = await client.send(new CreateKeyCommand({ KeySpec, KeyUsage: 'SIGN_VERIFY', Tags: [{ TagKey: 'mot-cua:purpose', TagValue: 'document-signing' }] }));
  return KeyMetadata?.Arn ?? '';
}

const kinds: readonly { readonly spec: KeySpec; readonly algorithm: SigningAlgorithmSpec }[] = [
  { spec: 'ECC_NIST_P256', algorithm: 'ECDSA_SHA_256' },
  { spec: 'RSA_2048', algorithm: 'RSASSA_PKCS1_V1_5_SHA_256' },
  { spec: 'RSA_3072', algorithm: 'RSASSA_PKCS1_V1_5_SHA_256' },
];

describe.each(kinds)('a key of kind $spec', ({ spec, algorithm }) => {
  const text = Buffer.from('Giấy khai sinh');

  it('signs a message and its digest so that OpenSSL verifies both with the public key', async () => {
    const KeyId = await newKey(spec);
    const { PublicKey, SigningAlgorithms } = await client.send(new GetPublicKeyCommand({ KeyId }));
    expect(SigningAlgorithms).toEqual([algorithm]);
    const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
    for (let round = 0; round < 20; round += 1) {
      const digest = createHash('sha256').update(text).digest();
      const raw = await client.send(new SignCommand({ KeyId, Message: text, SigningAlgorithm: algorithm }));
      const digested = await client.send(new SignCommand({ KeyId, Message: digest, MessageType: 'DIGEST', SigningAlgorithm: algorithm }));
      for (const { Signature } of [raw, digested]) expect(verify('sha256', text, key, Buffer.from(Signature ?? []))).toBe(true);
    }
  });

  it('signs by no other algorithm, and no digest of another length', async () => {
    const KeyId = await newKey(spec);
    const other = algorithm === 'ECDSA_SHA_256' ? 'RSASSA_PKCS1_V1_5_SHA_256' : 'ECDSA_SHA_256';
    await expect(client.send(new SignCommand({ KeyId, Message: text, SigningAlgorithm: other }))).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    await expect(client.send(new SignCommand({ KeyId, Message: text, MessageType: 'DIGEST', SigningAlgorithm: algorithm }))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(client.send(new SignCommand({ KeyId, Message: Buffer.alloc(4097), SigningAlgorithm: algorithm }))).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

it('a key is the same after a restart, and two that make one key at once get the same', () => {
  const [first, second] = [openSigningKeys(folder), openSigningKeys(folder)];
  const order = { keyId: 'statements', spec: 'ECC_NIST_P256', tags: {} } as const;
  const made = publicKeyOf(first.create(order));
  expect(publicKeyOf(second.create(order))).toEqual(made);
  expect(publicKeyOf(openSigningKeys(folder).create(order))).toEqual(made);
  expect(readdirSync(join(folder, 'signing-keys')).filter((name) => !name.endsWith('.json'))).toEqual([]);
});

it('a key nobody made signs nothing', async () => {
  await expect(client.send(new SignCommand({ KeyId: 'unknown', Message: Buffer.from('a'), SigningAlgorithm: 'ECDSA_SHA_256' }))).rejects.toMatchObject({ name: 'NotFoundException' });
});

it('the signing keys of a template are there under their names, and are found by their ARNs', async () => {
  const resource = { stackName: 'Data', logicalId: 'StatementKey', type: 'AWS::KMS::Key', path: 'Data/StatementKey', name: 'Data-StatementKey', ref: 'Data-StatementKey', attributes: {} };
  createSigningKeys(kms, [
    { ...resource, properties: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', KeyPolicy: {} } },
    { ...resource, name: 'Data-Key', properties: { EnableKeyRotation: true, KeyPolicy: {} } },
  ]);
  const { KeySpec } = await client.send(new GetPublicKeyCommand({ KeyId: 'arn:aws:kms:ap-southeast-1:000000000000:key/Data-StatementKey' }));
  expect(KeySpec).toBe('ECC_NIST_P256');
  await expect(client.send(new GetPublicKeyCommand({ KeyId: 'Data-Key' }))).rejects.toMatchObject({ name: 'NotFoundException' });
});

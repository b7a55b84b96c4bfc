import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { rawSignature } from '#functions/adapters/kms/ecdsa-signature';
import { createKmsStatementSigner } from '#functions/adapters/kms/kms-statement-signer';
import { startKms, type LocalKms } from '#local/kms/start-kms';
import { signsStatements } from '#test/support/contracts/statement-signer.contract';
import { createOwnKeyStatementSigner } from '#test/support/fakes/own-key-statement-signer';

let folder: string;
let kms: LocalKms;
let client: KMSClient;
let keyId = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-kms-'));
  kms = await startKms({ dataFolder: folder });
  client = new KMSClient({ endpoint: kms.url, region: 'ap-southeast-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const { KeyMetadata } = await client.send(new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }));
  keyId = KeyMetadata?.Arn ?? '';
});
afterAll(async () => {
  client.destroy();
  await kms.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('by a key of KMS', () => {
  signsStatements(() => createKmsStatementSigner({ client, keyId }));

  it('a key of another kind is not taken', async () => {
    const { KeyMetadata } = await client.send(new CreateKeyCommand({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }));
    await expect(createKmsStatementSigner({ client, keyId: KeyMetadata?.Arn ?? '' }).sign({})).rejects.toThrow('ECC_NIST_P256');
  });
});

describe('by a key of its own, in tests', () => {
  const signer = createOwnKeyStatementSigner();
  signsStatements(() => signer);
});

describe('the form of a signature', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  it('keeps r and s at 32 octets, however short their numbers are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 32 }), fc.uint8Array({ minLength: 1, maxLength: 32 }), (r, s) => {
        const raw = Buffer.from(rawSignature(derOf(r, s))).toString('hex');
        expect(BigInt(`0x${raw.slice(0, 64)}`)).toBe(BigInt(`0x${Buffer.from(r).toString('hex')}`));
        expect(BigInt(`0x${raw.slice(64)}`)).toBe(BigInt(`0x${Buffer.from(s).toString('hex')}`));
      }),
    );
  });

  it('what is cut short or prolonged is refused', () => {
    const der = sign('sha256', Buffer.from('a'), privateKey);
    for (let length = 0; length < der.length; length += 1) expect(() => rawSignature(der.subarray(0, length))).toThrow('no ECDSA signature');
    expect(() => rawSignature(Buffer.concat([der, Buffer.from([0])]))).toThrow('no ECDSA signature');
  });
});

function derOf(...numbers: readonly Uint8Array[]): Uint8Array {
  const parts = numbers.map((number) => {
    const hex = BigInt(`0x${Buffer.from(number).toString('hex')}`).toString(16);
    const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
    const value = (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
    return Buffer.concat([Buffer.from([2, value.length]), value]);
  });
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKmsSecretBox } from '#functions/adapters/kms/kms-secret-box';
import { startKms, type LocalKms } from '#local/kms/start-kms';

const KEY = 'arn:aws:kms:ap-southeast-1:000000000000:key/cell';
let folder: string;
let kms: LocalKms;
let calls = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-kms-'));
  kms = await startKms({ dataFolder: folder });
});
afterAll(async () => {
  await kms.stop();
  rmSync(folder, { recursive: true, force: true });
});

function client(endpoint = kms.url): KMSClient {
  const made = new KMSClient({ endpoint, region: 'ap-southeast-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  made.middlewareStack.add((next) => (given) => {
    calls += 1;
    return next(given);
  }, { step: 'initialize' });
  return made;
}

describe('a sealed secret', () => {
  it('opens for the subscription it was sealed for, and for no other', async () => {
    const box = createKmsSecretBox({ client: client(), keyId: KEY });
    const sealed = await box.seal('whsec_Ẩn', 'sb-1');
    expect(sealed).not.toContain('whsec');
    expect(Buffer.from(sealed, 'base64').includes(Buffer.from('whsec_Ẩn'))).toBe(false);
    expect(await box.open(sealed, 'sb-1')).toBe('whsec_Ẩn');
    await expect(box.open(sealed, 'sb-2')).rejects.toThrow('ciphertext');
    await expect(box.open(`${sealed.slice(0, -8)}AAAAAAA=`, 'sb-1')).rejects.toThrow();
  });

  it('opens after a restart, under the key that was kept', async () => {
    const sealed = await createKmsSecretBox({ client: client(), keyId: KEY }).seal('whsec_a', 'sb-1');
    await kms.stop();
    kms = await startKms({ dataFolder: folder });
    expect(await createKmsSecretBox({ client: client(), keyId: KEY }).open(sealed, 'sb-1')).toBe('whsec_a');
    await expect(createKmsSecretBox({ client: client(), keyId: `${KEY}-2` }).open(sealed, 'sb-1')).rejects.toThrow('another key');
  });

  it('is opened once in five minutes, however many messages are signed with it', async () => {
    let now = 0;
    const box = createKmsSecretBox({ client: client(), keyId: KEY, nowMilliseconds: () => now });
    const sealed = await box.seal('whsec_a', 'sb-1');
    const before = calls;
    for (let message = 0; message < 5; message += 1) await box.open(sealed, 'sb-1');
    expect(calls - before).toBe(1);
    now = 5 * 60 * 1000;
    await box.open(sealed, 'sb-1');
    expect(calls - before).toBe(2);
  });
});

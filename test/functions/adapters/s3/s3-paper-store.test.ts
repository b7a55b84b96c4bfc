import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UploadGrant } from '#domain/dossiers/paper-store';
import { createS3PaperStore } from '#functions/adapters/s3/s3-paper-store';
import { openS3Fixture, type S3Fixture } from '#test/local/s3/s3-fixture';
import { paperStoreContract } from '#test/support/contracts/paper-store.contract';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryPaperStore } from '#test/support/fakes/in-memory-paper-store';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(() => fixture.stop());

const { now } = fixedClock('2026-11-23T02:00:00.000Z');
const fake = new InMemoryPaperStore(now);
paperStoreContract('The fake', () => ({ store: fake, upload: async (key, _grant, { bytes, contentType }) => fake.upload(key, bytes, contentType) }));

const store = () => createS3PaperStore({ client: fixture.client, bucketName: 'papers', now });

async function post(grant: UploadGrant, bytes: Uint8Array, fields: Readonly<Record<string, string>> = {}): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...grant.fields, ...fields })) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]));
  const { status } = await fetch(grant.url, { method: 'POST', body: form });
  return status;
}

paperStoreContract('S3', () => ({
  store: store(),
  upload: async (_key, grant, { bytes, contentType }) => (await post(grant, bytes, { 'Content-Type': contentType })) === 204,
}));

describe('a grant', () => {
  const paper = { contentType: 'image/png', sizeBytes: 3, sha256: '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81' };
  const bytes = new Uint8Array([1, 2, 3]);
  const key = { dossierId: 'ds-00000000000000000000000001', paperId: 'paper-1' };

  it('is for one key in quarantine', async () => {
    const grant = await store().grantUpload(key, paper);
    expect(grant.fields['key']).toBe('quarantine/ds-00000000000000000000000001/paper-1');
    expect(await post(grant, bytes, { key: 'quarantine/ds-00000000000000000000000002/paper-1' })).toBe(403);
    expect(await post(grant, bytes, { key: 'vault/paper-1' })).toBe(403);
  });

  it('holds for ten minutes', async () => {
    const grant = await store().grantUpload(key, paper);
    expect(await post(grant, bytes)).toBe(204);
    fixture.moveClock(10 * 60 * 1000 + 1000);
    expect(await post(grant, bytes)).toBe(403);
  });
});

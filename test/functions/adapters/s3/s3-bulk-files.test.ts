import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { UploadGrant } from '#domain/dossiers/paper-store';
import { putInParts } from '#functions/adapters/s3/put-in-parts';
import { createS3BulkFiles } from '#functions/adapters/s3/s3-bulk-files';
import { createS3PaperStore } from '#functions/adapters/s3/s3-paper-store';
import { openS3Fixture, type S3Fixture } from '#test/local/s3/s3-fixture';
import { bulkFilesContract } from '#test/support/contracts/bulk-files.contract';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryBulkFiles } from '#test/support/fakes/in-memory-bulk-files';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
  fixture.s3.createBucket({ name: 'quarantine', versioned: true });
});
afterAll(() => fixture.stop());

const { now } = fixedClock('2026-11-23T02:00:00.000Z');
const fake = new InMemoryBulkFiles(now);
bulkFilesContract('The fake', () => ({
  files: fake,
  upload: async (grant, bytes) => fake.upload(grant, bytes),
  fetch: async (grant) => fake.fetch(grant),
  quarantined: async ({ dossierId, paperId }) => fake.quarantine.get(`${dossierId}/${paperId}`)?.sha256,
}));

const files = () => createS3BulkFiles({ client: fixture.client, bucketName: 'papers', quarantineBucketName: 'quarantine', now });

async function post(grant: UploadGrant, bytes: Uint8Array): Promise<boolean> {
  const form = new FormData();
  for (const [name, value] of Object.entries(grant.fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]));
  return (await fetch(grant.url, { method: 'POST', body: form })).status === 204;
}

bulkFilesContract('S3', () => ({
  files: files(),
  upload: post,
  fetch: async ({ url }) => (await fetch(url)).text(),
  quarantined: async (key) => (await createS3PaperStore({ client: fixture.client, bucketName: 'quarantine', now }).inspect(key))?.sha256,
}));

it('a link is of no use after ten minutes', async () => {
  await files().assemble('bh-1', 'accepted', { head: 'x', chunks: [] });
  const { url } = await files().grantFetch('bh-1', 'accepted', 'accepted.jsonl');
  expect((await fetch(url)).headers.get('content-disposition')).toBe('attachment; filename="accepted.jsonl"');
  fixture.moveClock(10 * 60 * 1000 + 1000);
  expect((await fetch(url)).status).toBe(403);
});

it('a stream longer than a part becomes one object, whole', async () => {
  const piece = new Uint8Array(3 * 1024 ** 2).fill(7);
  async function* pieces() {
    for (let count = 0; count < 7; count += 1) yield piece;
  }
  await putInParts(fixture.clientWith({ maxAttempts: 3 }), { Bucket: 'papers', Key: 'long', ContentType: 'text/plain' }, pieces());
  const { Body, ContentLength } = await fixture.client.send(new GetObjectCommand({ Bucket: 'papers', Key: 'long' }));
  expect(ContentLength).toBe(21 * 1024 ** 2);
  expect((await Body?.transformToByteArray())?.every((byte) => byte === 7)).toBe(true);
});

it('a stream that breaks leaves no half object', async () => {
  async function* pieces() {
    for (let count = 0; count < 3; count += 1) yield new Uint8Array(9 * 1024 ** 2);
    throw new Error('the line went dead');
  }
  await expect(putInParts(fixture.clientWith({ maxAttempts: 3 }), { Bucket: 'papers', Key: 'broken', ContentType: 'text/plain' }, pieces())).rejects.toThrow('the line went dead');
  await expect(fixture.client.send(new GetObjectCommand({ Bucket: 'papers', Key: 'broken' }))).rejects.toThrow();
});

import { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, HeadObjectCommand, ListPartsCommand } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createS3PaperParts } from '#functions/adapters/s3/s3-paper-parts';
import { createS3PaperStore } from '#functions/adapters/s3/s3-paper-store';
import { openS3Fixture, refusalOf, type S3Fixture } from '#test/local/s3/s3-fixture';
import { aDossierId } from '#test/support/builders/dossier-builders';
import { paperPartsContract } from '#test/support/contracts/paper-parts.contract';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryPaperParts } from '#test/support/fakes/in-memory-paper-parts';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(() => fixture.stop());

const { now } = fixedClock('2026-11-23T02:00:00.000Z');
const fake = new InMemoryPaperParts(now);
paperPartsContract('The fake', () => ({
  parts: fake,
  send: async (url, bytes) => fake.send(url, bytes),
  end: async (_key, uploadId) => fake.end(uploadId),
  quarantined: async (key) => fake.quarantined(key),
}));

const parts = () => createS3PaperParts({ client: fixture.client, bucketName: 'papers', now });

async function put(url: string, bytes: Uint8Array): Promise<Response> {
  return fetch(url, { method: 'PUT', body: new Uint8Array(bytes) });
}

paperPartsContract('S3', () => ({
  parts: parts(),
  send: async (url, bytes) => {
    const { ok, headers } = await put(url, bytes);
    return ok ? (headers.get('etag') ?? undefined) : undefined;
  },
  end: async ({ dossierId, paperId }, UploadId) => {
    await fixture.client.send(new AbortMultipartUploadCommand({ Bucket: 'papers', Key: `parts/${dossierId}/${paperId}`, UploadId }));
  },
  quarantined: (key) => createS3PaperStore({ client: fixture.client, bucketName: 'papers', now }).inspect(key),
}));

describe('an upload in parts', () => {
  const bytes = Buffer.alloc(6 * 1024 ** 2, 'scan');
  const about = { contentType: 'image/png', sizeBytes: bytes.length };
  const cut = [bytes.subarray(0, 5 * 1024 ** 2), bytes.subarray(5 * 1024 ** 2)];
  const inParts = { partBytes: 5 * 1024 ** 2, sha256: cut.map((part) => createHash('sha256').update(part).digest('hex')) };
  const begin = async () => {
    const key = { dossierId: aDossierId(), paperId: 'paper-1' };
    return { key, grant: await parts().grantParts(key, { ...about, inParts }) };
  };
  const sendAll = async (urls: readonly { url: string; partNumber: number }[]) =>
    Promise.all(urls.map(async ({ url, partNumber }, index) => ({ partNumber, etag: (await put(url, cut[index] ?? new Uint8Array())).headers.get('etag') ?? '' })));

  it('tells the scanner once, when the paper lies in quarantine', async () => {
    const { key, grant } = await begin();
    const from = fixture.events.length;
    await parts().complete(key, { ...about, uploadId: grant.uploadId, parts: await sendAll(grant.parts) });
    const told = fixture.events.slice(from).filter((event) => event.key.startsWith('quarantine/'));
    expect(told).toMatchObject([{ key: `quarantine/${key.dossierId}/paper-1`, sizeBytes: bytes.length }]);
    const head = await fixture.client.send(new HeadObjectCommand({ Bucket: 'papers', Key: `quarantine/${key.dossierId}/paper-1`, ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ ContentType: 'image/png', ChecksumType: 'FULL_OBJECT', ChecksumSHA256: createHash('sha256').update(bytes).digest('base64') });
  });

  it('killed between the joining and the copy it is finished by calling again', async () => {
    const { key, grant } = await begin();
    const sent = await sendAll(grant.parts);
    const at = { Bucket: 'papers', Key: `parts/${key.dossierId}/paper-1`, UploadId: grant.uploadId };
    const { Parts = [] } = await fixture.client.send(new ListPartsCommand(at));
    await fixture.client.send(new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts: Parts.map(({ PartNumber, ETag, ChecksumSHA256 }) => ({ PartNumber, ETag, ChecksumSHA256 })) } }));
    expect(await parts().complete(key, { ...about, uploadId: grant.uploadId, parts: sent })).toMatchObject({ outcome: 'complete', object: { sizeBytes: bytes.length } });
  });

  it('two calls at once lay down one version', async () => {
    const { key, grant } = await begin();
    const upload = { ...about, uploadId: grant.uploadId, parts: await sendAll(grant.parts) };
    const answers = await Promise.allSettled([parts().complete(key, upload), parts().complete(key, upload)]);
    const done = await parts().complete(key, upload);
    expect(done.outcome).toBe('complete');
    for (const answer of answers) if (answer.status === 'fulfilled') expect(answer.value).toEqual(done);
  });

  it('takes no part after half an hour, and none under another number or without its checksum', async () => {
    const { grant } = await begin();
    const first = new URL(grant.parts[0]?.url ?? '');
    const other = new URL(first);
    other.searchParams.set('partNumber', '2');
    expect((await put(other.href, cut[0] ?? bytes)).status).toBe(403);
    const bare = new URL(first);
    bare.searchParams.delete('x-amz-checksum-sha256');
    expect((await put(bare.href, cut[0] ?? bytes)).status).toBe(403);
    expect((await put(first.href, cut[0] ?? bytes)).status).toBe(200);
    fixture.moveClock(30 * 60 * 1000 + 1000);
    expect((await put(first.href, cut[0] ?? bytes)).status).toBe(403);
    fixture.moveClock(-(30 * 60 * 1000 + 1000));
    expect(await refusalOf(fixture.client.send(new HeadObjectCommand({ Bucket: 'papers', Key: first.pathname.slice('/papers/'.length) })))).toBe('NotFound');
  });
});

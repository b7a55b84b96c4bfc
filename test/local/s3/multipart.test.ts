import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  UploadPartCommand,
  type CompletedPart,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3';
import { openS3Fixture, refusalOf, type S3Fixture } from './s3-fixture.ts';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(async () => {
  await fixture.stop();
});

// Only so that a busy machine does not fail a test that moves much data; nothing is timed.
const patienceMilliseconds = 60_000;

const megabytes = (count: number): number => count * 1024 * 1024;

/** One megabyte repeated, each time with its number in front, as a stream. */
function* pieces(count: number, seed: Buffer): Generator<Buffer> {
  for (let index = 0; index < count; index += 1) {
    const piece = Buffer.from(seed);
    piece.writeUInt32BE(index);
    yield piece;
  }
}

async function uploadInParts(options: Partial<CreateMultipartUploadCommandInput> & { Key: string; parts: Buffer[] }): Promise<{ UploadId: string; Parts: CompletedPart[] }> {
  const { parts, ...create } = options;
  const { UploadId = '' } = await fixture.client.send(new CreateMultipartUploadCommand({ Bucket: 'papers', ...create }));
  const Parts: CompletedPart[] = [];
  for (const [index, Body] of parts.entries()) {
    const PartNumber = index + 1;
    const part = await fixture.client.send(new UploadPartCommand({ Bucket: 'papers', Key: create.Key, UploadId, PartNumber, Body, ChecksumAlgorithm: create.ChecksumAlgorithm }));
    Parts.push({ PartNumber, ETag: part.ETag, ChecksumSHA256: part.ChecksumSHA256, ChecksumCRC32: part.ChecksumCRC32 });
  }
  return { UploadId, Parts };
}

describe('a multipart upload', () => {
  it('of 60 streamed megabytes comes back byte for byte, its parts gone', async () => {
    const address = { Bucket: 'papers', Key: 'bản đồ quy hoạch.tif' };
    const seed = randomBytes(megabytes(1));
    const { UploadId } = await fixture.client.send(new CreateMultipartUploadCommand({ ...address, ChecksumAlgorithm: 'SHA256', ContentType: 'image/tiff', Metadata: { sheet: '12' } }));
    const Parts: CompletedPart[] = [];
    const whole = createHash('sha256');
    for (let PartNumber = 1; PartNumber <= 4; PartNumber += 1) {
      const Body = Readable.from(pieces(15, seed));
      for (const piece of pieces(15, seed)) whole.update(piece);
      const { ETag, ChecksumSHA256 } = await fixture.client.send(
        new UploadPartCommand({ ...address, UploadId, PartNumber, Body, ContentLength: megabytes(15), ChecksumAlgorithm: 'SHA256' }),
      );
      Parts.push({ PartNumber, ETag, ChecksumSHA256 });
    }
    const listed = await fixture.client.send(new ListPartsCommand({ ...address, UploadId, MaxParts: 3 }));
    expect(listed).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '3', ChecksumAlgorithm: 'SHA256' });
    expect(listed.Parts?.map(({ Size }) => Size)).toEqual([megabytes(15), megabytes(15), megabytes(15)]);
    const done = await fixture.client.send(new CompleteMultipartUploadCommand({ ...address, UploadId, MultipartUpload: { Parts }, IfNoneMatch: '*' }));
    expect(done).toMatchObject({ ETag: expect.stringMatching(/^"[0-9a-f]{32}-4"$/), ChecksumSHA256: expect.stringMatching(/=-4$/), ChecksumType: 'COMPOSITE' });
    const got = await fixture.client.send(new GetObjectCommand(address));
    expect(got).toMatchObject({ ContentLength: megabytes(60), ContentType: 'image/tiff', Metadata: { sheet: '12' } });
    const read = createHash('sha256');
    if (!(got.Body instanceof Readable)) throw new Error('no stream');
    for await (const chunk of got.Body) read.update(chunk);
    expect(read.digest('hex')).toBe(whole.digest('hex'));
    expect(fixture.files()).toMatchObject({ blobs: { length: 1 }, drafts: [] });
    expect(fixture.events).toMatchObject([{ eventName: 'ObjectCreated:CompleteMultipartUpload', versionId: done.VersionId, sizeBytes: megabytes(60) }]);
  }, patienceMilliseconds);

  it('without a named checksum takes the CRC32 the SDK sends with each part and gives the whole a CRC64NVME', async () => {
    const Key = 'unnamed';
    const { UploadId, Parts } = await uploadInParts({ Key, parts: [Buffer.alloc(megabytes(5), 'a'), Buffer.from('b')] });
    await fixture.client.send(new CompleteMultipartUploadCommand({ Bucket: 'papers', Key, UploadId, MultipartUpload: { Parts } }));
    const head = await fixture.client.send(new HeadObjectCommand({ Bucket: 'papers', Key, ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ ChecksumType: 'FULL_OBJECT', ContentLength: megabytes(5) + 1 });
    expect(head.ChecksumCRC64NVME).toHaveLength(12);
  });

  it('gets the SHA-256 of its whole when it is copied in one piece', async () => {
    const Key = 'copied';
    const { UploadId, Parts } = await uploadInParts({ Key, ChecksumAlgorithm: 'SHA256', parts: [Buffer.from('một phần')] });
    await fixture.client.send(new CompleteMultipartUploadCommand({ Bucket: 'papers', Key, UploadId, MultipartUpload: { Parts } }));
    const { CopyObjectResult } = await fixture.client.send(new CopyObjectCommand({ Bucket: 'vault', Key, CopySource: `papers/${Key}`, IfNoneMatch: '*' }));
    expect(CopyObjectResult).toMatchObject({
      ChecksumSHA256: createHash('sha256').update('một phần').digest('base64'),
      ETag: `"${createHash('md5').update('một phần').digest('hex')}"`,
    });
  });

  it('that is aborted leaves nothing and cannot be completed', async () => {
    const before = fixture.files();
    const Key = 'aborted';
    const { UploadId, Parts } = await uploadInParts({ Key, parts: [Buffer.from('a')] });
    await fixture.client.send(new AbortMultipartUploadCommand({ Bucket: 'papers', Key, UploadId }));
    expect(fixture.files()).toEqual(before);
    expect(await refusalOf(fixture.client.send(new CompleteMultipartUploadCommand({ Bucket: 'papers', Key, UploadId, MultipartUpload: { Parts } })))).toBe('NoSuchUpload');
  });

  it('completed twice at once makes one object', async () => {
    const Key = 'raced';
    const { UploadId, Parts } = await uploadInParts({ Key, parts: [Buffer.from('a')] });
    const complete = (): Promise<string> => refusalOf(fixture.client.send(new CompleteMultipartUploadCommand({ Bucket: 'papers', Key, UploadId, MultipartUpload: { Parts } })));
    expect((await Promise.all([complete(), complete()])).toSorted()).toEqual(['NoSuchUpload', 'accepted']);
  });

  it('does not replace an object that must be new', async () => {
    const Key = 'kept';
    const { UploadId, Parts } = await uploadInParts({ Key, parts: [Buffer.from('a')] });
    const complete = { Bucket: 'papers', Key, UploadId, MultipartUpload: { Parts }, IfNoneMatch: '*' };
    await fixture.client.send(new CompleteMultipartUploadCommand(complete));
    const again = await uploadInParts({ Key, parts: [Buffer.from('b')] });
    expect(await refusalOf(fixture.client.send(new CompleteMultipartUploadCommand({ ...complete, UploadId: again.UploadId, MultipartUpload: { Parts: again.Parts } })))).toBe('PreconditionFailed');
  });
});

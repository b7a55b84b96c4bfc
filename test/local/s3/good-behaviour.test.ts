import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type ChecksumAlgorithm,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { openS3Fixture, type S3Fixture } from './s3-fixture.ts';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(async () => {
  await fixture.stop();
});

const text = 'Giấy khai sinh của Nguyễn Văn A';
const sha256 = createHash('sha256').update(text).digest('base64');

async function readText(Bucket: string, Key: string, VersionId?: string): Promise<string> {
  const { Body } = await fixture.client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return (await Body?.transformToString()) ?? '';
}

describe('an object', () => {
  it('comes back with its bytes, headers, metadata and encryption label', async () => {
    const Key = 'tờ khai/bản 1 (+~!*).pdf';
    const put = await fixture.client.send(
      new PutObjectCommand({
        Bucket: 'plain',
        Key,
        Body: text,
        ContentType: 'application/pdf',
        ContentDisposition: 'attachment',
        Metadata: { dossier: '01.02.H26-261122-0001' },
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: 'alias/papers',
      }),
    );
    expect(put).toMatchObject({ ETag: `"${createHash('md5').update(text).digest('hex')}"`, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/papers' });
    expect(put.VersionId).toBeUndefined();
    const got = await fixture.client.send(new GetObjectCommand({ Bucket: 'plain', Key }));
    expect(got).toMatchObject({
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment',
      ContentLength: Buffer.byteLength(text),
      Metadata: { dossier: '01.02.H26-261122-0001' },
      ServerSideEncryption: 'aws:kms',
      AcceptRanges: 'bytes',
    });
    expect(await got.Body?.transformToString()).toBe(text);
  });

  it.each<ChecksumAlgorithm>(['SHA256', 'SHA1', 'CRC32', 'CRC32C', 'CRC64NVME'])('keeps the %s its sender sent, also as a trailer of a stream', async (algorithm) => {
    const name = `Checksum${algorithm}` as const;
    const put = await fixture.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'checked', Body: text, ChecksumAlgorithm: algorithm }));
    const streamed = await fixture.client.send(
      new PutObjectCommand({ Bucket: 'plain', Key: 'checked', Body: Readable.from([Buffer.from(text)]), ContentLength: Buffer.byteLength(text), ChecksumAlgorithm: algorithm }),
    );
    const head = await fixture.client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'checked', ChecksumMode: 'ENABLED' }));
    expect(put).toHaveProperty(name);
    expect(head).toMatchObject({ [name]: Reflect.get(put, name), ChecksumType: 'FULL_OBJECT' });
    expect(head.ContentEncoding).toBeUndefined();
    expect(streamed).toMatchObject({ [name]: Reflect.get(put, name) });
    expect(await readText('plain', 'checked')).toBe(text);
  });

  it('has a CRC64NVME when its sender sent no checksum, shown only to who asks', async () => {
    const client = fixture.clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' });
    await client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'unchecked', Body: '123456789' }));
    const asked = await client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'unchecked', ChecksumMode: 'ENABLED' }));
    const unasked = await client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'unchecked' }));
    // The published check value of CRC-64/NVME over "123456789" is ae8b14860a799888.
    expect(asked.ChecksumCRC64NVME).toBe(Buffer.from('ae8b14860a799888', 'hex').toString('base64'));
    expect(unasked.ChecksumCRC64NVME).toBeUndefined();
  });

  it('is read in ranges', async () => {
    await fixture.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'digits', Body: '0123456789' }));
    const ranges = ['bytes=2-4', 'bytes=7-', 'bytes=-2', 'bytes=8-99'];
    const parts = await Promise.all(ranges.map((Range) => fixture.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'digits', Range }))));
    expect(await Promise.all(parts.map(async ({ Body }) => Body?.transformToString()))).toEqual(['234', '789', '89', '89']);
    expect(parts.map(({ ContentRange }) => ContentRange)).toEqual(['bytes 2-4/10', 'bytes 7-9/10', 'bytes 8-9/10', 'bytes 8-9/10']);
  });

  it('may be empty', async () => {
    await fixture.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'empty', Body: new Uint8Array(0) }));
    expect(await readText('plain', 'empty')).toBe('');
  });

  it('is replaced without leaving old bytes behind in a bucket without versions', async () => {
    await fixture.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'replaced', Body: 'one' }));
    const before = fixture.files().blobs.length;
    await fixture.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'replaced', Body: 'two' }));
    expect(await readText('plain', 'replaced')).toBe('two');
    expect(fixture.files()).toMatchObject({ blobs: { length: before }, drafts: [] });
  });

  it('is told of once it is stored', async () => {
    const put = await fixture.client.send(new PutObjectCommand({ Bucket: 'papers', Key: 'told', Body: text }));
    expect(fixture.events.at(-1)).toMatchObject({
      bucket: 'papers',
      key: 'told',
      versionId: put.VersionId,
      sizeBytes: Buffer.byteLength(text),
      etag: put.ETag?.replaceAll('"', ''),
      eventName: 'ObjectCreated:Put',
    });
  });
});

describe('a bucket with versions', () => {
  it('keeps each version, hides a deleted key behind a marker, and shows it again when the marker goes', async () => {
    const address = { Bucket: 'papers', Key: 'versions' };
    const first = await fixture.client.send(new PutObjectCommand({ ...address, Body: 'one' }));
    const second = await fixture.client.send(new PutObjectCommand({ ...address, Body: 'two' }));
    const marker = await fixture.client.send(new DeleteObjectCommand(address));
    expect(marker).toMatchObject({ DeleteMarker: true });
    await expect(readText('papers', 'versions')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(readText('papers', 'versions', marker.VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect(await readText('papers', 'versions', first.VersionId)).toBe('one');
    await fixture.client.send(new DeleteObjectCommand({ ...address, VersionId: marker.VersionId }));
    expect(await readText('papers', 'versions')).toBe('two');
    await fixture.client.send(new DeleteObjectCommand({ ...address, VersionId: second.VersionId }));
    expect(await readText('papers', 'versions')).toBe('one');
  });

  it('copies the exact version, once', async () => {
    const first = await fixture.client.send(new PutObjectCommand({ Bucket: 'papers', Key: 'đơn/1', Body: text, ChecksumAlgorithm: 'SHA256', ContentType: 'text/plain', Metadata: { kind: 'form' } }));
    await fixture.client.send(new PutObjectCommand({ Bucket: 'papers', Key: 'đơn/1', Body: 'something else' }));
    const copy = new CopyObjectCommand({
      Bucket: 'vault',
      Key: 'kept',
      CopySource: `papers/${encodeURIComponent('đơn/1')}?versionId=${first.VersionId}`,
      IfNoneMatch: '*',
      ServerSideEncryption: 'aws:kms',
    });
    const copied = await fixture.client.send(copy);
    expect(copied).toMatchObject({ CopySourceVersionId: first.VersionId, ServerSideEncryption: 'aws:kms', CopyObjectResult: { ChecksumSHA256: sha256, ETag: first.ETag } });
    expect(await readText('vault', 'kept', copied.VersionId)).toBe(text);
    expect(await fixture.client.send(new HeadObjectCommand({ Bucket: 'vault', Key: 'kept' }))).toMatchObject({ ContentType: 'text/plain', Metadata: { kind: 'form' } });
    await expect(fixture.client.send(copy)).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('replaces metadata and digests in a copy that asks for it', async () => {
    await fixture.client.send(new PutObjectCommand({ Bucket: 'papers', Key: 'recopied', Body: text, Metadata: { kind: 'form' } }));
    const copied = await fixture.client.send(
      new CopyObjectCommand({ Bucket: 'plain', Key: 'recopied', CopySource: 'papers/recopied', MetadataDirective: 'REPLACE', Metadata: { kind: 'result' }, ContentType: 'text/html', ChecksumAlgorithm: 'SHA256' }),
    );
    expect(copied.CopyObjectResult).toMatchObject({ ChecksumSHA256: sha256 });
    expect(await fixture.client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'recopied' }))).toMatchObject({ Metadata: { kind: 'result' }, ContentType: 'text/html' });
  });

  it('deletes many at once, each with its own outcome', async () => {
    const put = await fixture.client.send(new PutObjectCommand({ Bucket: 'papers', Key: 'many/a & b', Body: 'a' }));
    const { Deleted, Errors } = await fixture.client.send(
      new DeleteObjectsCommand({ Bucket: 'papers', Delete: { Objects: [{ Key: 'many/a & b', VersionId: put.VersionId }, { Key: 'many/none' }, { Key: 'many/bad', VersionId: 'bad' }] } }),
    );
    expect(Deleted).toEqual([{ Key: 'many/a & b', VersionId: put.VersionId }, { Key: 'many/none', DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) }]);
    expect(Errors).toMatchObject([{ Key: 'many/bad', Code: 'InvalidArgument' }]);
  });
});

describe('a listing', () => {
  it('goes in UTF-8 order, by prefix, in pages, past delete markers', async () => {
    fixture.s3.createBucket({ name: 'listed', versioned: true });
    const keys = ['a', 'p/1', 'p/2', 'p/3/x', 'p/3/y', 'p/\u{ff5e}', 'p/\u{1f600}', 'q'];
    for (const Key of keys.toReversed()) await fixture.client.send(new PutObjectCommand({ Bucket: 'listed', Key, Body: Key }));
    await fixture.client.send(new DeleteObjectCommand({ Bucket: 'listed', Key: 'p/2' }));
    const seen: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await fixture.client.send(new ListObjectsV2Command({ Bucket: 'listed', Prefix: 'p/', MaxKeys: 2, ContinuationToken }));
      expect(page.KeyCount).toBeLessThanOrEqual(2);
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(seen).toEqual(['p/1', 'p/3/x', 'p/3/y', 'p/\u{ff5e}', 'p/\u{1f600}']);
    const folders = await fixture.client.send(new ListObjectsV2Command({ Bucket: 'listed', Delimiter: '/', MaxKeys: 2 }));
    expect(folders).toMatchObject({ Contents: [{ Key: 'a', Size: 1 }], CommonPrefixes: [{ Prefix: 'p/' }], IsTruncated: true });
    const rest = await fixture.client.send(new ListObjectsV2Command({ Bucket: 'listed', Delimiter: '/', ContinuationToken: folders.NextContinuationToken }));
    expect(rest).toMatchObject({ Contents: [{ Key: 'q' }], IsTruncated: false });
  });
});

describe('a bucket', () => {
  it('is made and found over the API', async () => {
    await fixture.client.send(new CreateBucketCommand({ Bucket: 'made-by-call' }));
    await expect(fixture.client.send(new HeadBucketCommand({ Bucket: 'made-by-call' }))).resolves.toMatchObject({ BucketRegion: 'ap-southeast-1' });
    await expect(fixture.client.send(new HeadBucketCommand({ Bucket: 'never-made' }))).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('a presigned URL', () => {
  it('lets anyone read and write the one object', async () => {
    const client = fixture.clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const put = await getSignedUrl(client, new PutObjectCommand({ Bucket: 'papers', Key: 'ảnh thẻ.txt', ContentType: 'text/plain' }), { expiresIn: 60 });
    expect((await fetch(put, { method: 'PUT', body: text, headers: { 'content-type': 'text/plain' } })).status).toBe(200);
    const get = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'papers', Key: 'ảnh thẻ.txt', ResponseContentDisposition: 'inline' }), { expiresIn: 60 });
    const response = await fetch(get, { headers: { origin: 'https://portal.mot-cua.example' } });
    expect(await response.text()).toBe(text);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-disposition': 'inline',
      'access-control-allow-origin': 'https://portal.mot-cua.example',
      'access-control-expose-headers': 'ETag',
    });
  });

  it('binds the checksum that was signed into it', async () => {
    const client = fixture.clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: 'papers', Key: 'bound', ChecksumSHA256: sha256 }), { expiresIn: 60 });
    expect((await fetch(url, { method: 'PUT', body: 'another text' })).status).toBe(400);
    expect((await fetch(url, { method: 'PUT', body: text })).status).toBe(200);
  });
});

describe('conditions on a read', () => {
  it('answer 304 to who has it and 412 to who expected another', async () => {
    const { ETag } = await fixture.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'conditional', Body: text }));
    const address = { Bucket: 'plain', Key: 'conditional' };
    await expect(fixture.client.send(new GetObjectCommand({ ...address, IfMatch: ETag }))).resolves.toMatchObject({ ETag });
    await expect(fixture.client.send(new GetObjectCommand({ ...address, IfMatch: '"other"' }))).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(fixture.client.send(new GetObjectCommand({ ...address, IfNoneMatch: ETag }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });
});

describe("a browser's preflight", () => {
  const ask = (origin: string, method: string): Promise<Response> =>
    fetch(`${fixture.s3.url}/papers`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type' } });

  it('is allowed by a rule that fits', async () => {
    const response = await ask('https://portal.mot-cua.example', 'POST');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'access-control-allow-origin': 'https://portal.mot-cua.example', 'access-control-allow-headers': 'content-type', 'access-control-max-age': '300' });
  });

  it.each([['https://evil.example', 'POST'], ['https://portal.mot-cua.example', 'DELETE']])('is refused for %s %s', async (origin, method) => {
    expect((await ask(origin, method)).status).toBe(403);
  });
});

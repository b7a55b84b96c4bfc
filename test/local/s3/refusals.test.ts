import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { answerOf, credentials, openS3Fixture, refusalOf, type S3Fixture } from './s3-fixture.ts';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
  await fixture.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'there', Body: 'there' }));
  await fixture.client.send(new PutObjectCommand({ Bucket: 'vault', Key: 'there', Body: 'there', IfNoneMatch: '*' }));
});
afterAll(async () => {
  await fixture.stop();
});

const address = { Bucket: 'plain', Key: 'refused' };
const of = (text: string): string => createHash('sha256').update(text).digest('base64');
const md5Of = (text: string): string => createHash('md5').update(text).digest('base64');

interface Sent {
  headers: Record<string, string>;
  body?: unknown;
  path: string;
}

/** Changes a request on its way: after its checksums were computed and before it is signed, or after that too. */
function tamper(client: S3Client, when: 'before signing' | 'after signing', change: (sent: Sent) => void): S3Client {
  const changed = <Args extends { request: unknown }>(args: Args): Args => {
    if (isSent(args.request)) change(args.request);
    return args;
  };
  if (when === 'before signing') client.middlewareStack.add((next) => (args) => next(changed(args)), { step: 'build', name: 'tamper', priority: 'low' });
  else client.middlewareStack.add((next) => (args) => next(changed(args)), { step: 'deserialize', name: 'tamper', priority: 'low' });
  return client;
}

function isSent(request: unknown): request is Sent {
  return typeof request === 'object' && request !== null && 'headers' in request && 'path' in request;
}

const unchecked = { requestChecksumCalculation: 'WHEN_REQUIRED' } as const;

describe('a write is refused', () => {
  const cases: [string, string, () => Promise<unknown>][] = [
    ['BadDigest', 'with another SHA-256 than its bytes have', () => fixture.client.send(new PutObjectCommand({ ...address, Body: 'a', ChecksumSHA256: of('b') }))],
    ['BadDigest', 'with another CRC32 than its bytes have', () => fixture.client.send(new PutObjectCommand({ ...address, Body: 'a', ChecksumCRC32: 'AAAAAA==' }))],
    ['BadDigest', 'with another Content-MD5 than its bytes have', () => fixture.client.send(new PutObjectCommand({ ...address, Body: 'a', ContentMD5: md5Of('b') }))],
    ['InvalidDigest', 'with a Content-MD5 that is none', () => fixture.client.send(new PutObjectCommand({ ...address, Body: 'a', ContentMD5: 'nonsense' }))],
    ['InvalidRequest', 'with a SHA-256 that is none', () => fixture.client.send(new PutObjectCommand({ ...address, Body: 'a', ChecksumSHA256: 'nonsense' }))],
    ['InvalidRequest', 'with two checksums', () => fixture.client.send(new PutObjectCommand({ ...address, Body: 'a', ChecksumSHA256: of('a'), ChecksumCRC32: '6Le+Qw==' }))],
    ['XAmzContentSHA256Mismatch', 'with other bytes than were signed', () =>
      tamper(fixture.clientWith(unchecked), 'after signing', (sent) => { sent.body = 'b'; }).send(new PutObjectCommand({ ...address, Body: 'a' }))],
    ['BadDigest', 'with another trailing checksum than its stream has', () => fixture.clientWith({ checksumAlgorithms: { CRC32: WrongChecksum } }).send(new PutObjectCommand({ ...address, Body: Readable.from([Buffer.from('a')]), ContentLength: 1, ChecksumAlgorithm: 'CRC32' }))],
    ['IncompleteBody', 'with a stream shorter than announced', () => fixture.client.send(new PutObjectCommand({ ...address, Body: Readable.from([Buffer.from('a')]), ContentLength: 2 }))],
    ['InvalidChunkSizeError', 'with a stream of tiny chunks, as AWS refuses it', () => fixture.client.send(new PutObjectCommand({ ...address, Body: Readable.from([Buffer.from('a'), Buffer.from('b')]), ContentLength: 2 }))],
    ['PreconditionFailed', 'when the key is taken and the writer said it must not be', () => fixture.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'there', Body: 'a', IfNoneMatch: '*' }))],
    ['PreconditionFailed', 'when the key holds something else than the writer thinks', () => fixture.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'there', Body: 'a', IfMatch: '"other"' }))],
    ['AccessDenied', 'into a create-only bucket without If-None-Match', () => fixture.client.send(new PutObjectCommand({ Bucket: 'vault', Key: 'new', Body: 'a' }))],
    ['AccessDenied', 'by copy into a create-only bucket without If-None-Match', () => fixture.client.send(new CopyObjectCommand({ Bucket: 'vault', Key: 'new', CopySource: 'plain/there' }))],
    ['PreconditionFailed', 'a second time into a create-only bucket', () => fixture.client.send(new PutObjectCommand({ Bucket: 'vault', Key: 'there', Body: 'a', IfNoneMatch: '*' }))],
    ['InvalidEncryptionAlgorithmError', 'with an encryption that does not exist', () =>
      tamper(fixture.clientWith({}), 'before signing', ({ headers }) => { headers['x-amz-server-side-encryption'] = 'rot13'; }).send(new PutObjectCommand({ ...address, Body: 'a' }))],
    ['MetadataTooLarge', 'with more than 2 KB of metadata', () => fixture.client.send(new PutObjectCommand({ ...address, Body: 'a', Metadata: { note: 'x'.repeat(2048) } }))],
    ['AccessControlListNotSupported', 'with a public ACL', () => fixture.client.send(new PutObjectCommand({ ...address, Body: 'a', ACL: 'public-read' }))],
    ['NotImplemented', 'with tags, which this S3 has not', () => fixture.client.send(new PutObjectCommand({ ...address, Body: 'a', Tagging: 'a=b' }))],
    ['NotImplemented', 'when it is for a sub-resource this S3 has not', () => fixture.client.send(new PutObjectLegalHoldCommand({ ...address, LegalHold: { Status: 'ON' } }))],
    ['NoSuchBucket', 'into a bucket that is not there', () => fixture.client.send(new PutObjectCommand({ Bucket: 'never-made', Key: 'a', Body: 'a' }))],
    ['KeyTooLongError', 'under a key longer than 1,024 bytes', () => fixture.client.send(new PutObjectCommand({ ...address, Key: 'ế'.repeat(342), Body: 'a' }))],
    ['InvalidBucketName', 'when it makes a bucket with a bad name', () => fixture.client.send(new CreateBucketCommand({ Bucket: 'Capital' }))],
    ['BucketAlreadyOwnedByYou', 'when it makes a bucket again', () => fixture.client.send(new CreateBucketCommand({ Bucket: 'plain' }))],
  ];

  it.each(cases)('%s: %s; nothing is stored', async (code, _why, write) => {
    const before = fixture.files();
    expect(await refusalOf(write())).toBe(code);
    expect(fixture.files()).toEqual(before);
  });

  it('MissingContentLength: without a length', async () => {
    const url = new URL(await getSignedUrl(fixture.clientWith(unchecked), new PutObjectCommand(address), { expiresIn: 60 }));
    const status = await new Promise((resolve, reject) => {
      const sent = request(url, { method: 'PUT' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.write('a');
      sent.end();
    });
    expect(status).toBe(411);
  });
});

describe('a read is refused', () => {
  const cases: [string, string, () => Promise<unknown>][] = [
    ['NoSuchKey', 'of a key that is not there', () => fixture.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'none' }))],
    ['NoSuchVersion', 'of a version that is not there', () => fixture.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'there', VersionId: 'x'.repeat(32) }))],
    ['InvalidArgument', 'of a version that cannot be', () => fixture.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'there', VersionId: 'x' }))],
    ['InvalidRange', 'of bytes beyond the end', () => fixture.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'there', Range: 'bytes=5-' }))],
    ['NotImplemented', 'of an ACL, which this S3 has not', () => fixture.client.send(new GetObjectAclCommand({ Bucket: 'plain', Key: 'there' }))],
    ['InvalidArgument', 'of a page after a made-up token', () => fixture.client.send(new ListObjectsV2Command({ Bucket: 'plain', ContinuationToken: 'made up' }))],
    ['NoSuchKey', 'when a copy reads a key that is not there', () => fixture.client.send(new CopyObjectCommand({ ...address, CopySource: 'plain/none' }))],
    ['PreconditionFailed', 'when a copy expects another source', () => fixture.client.send(new CopyObjectCommand({ ...address, CopySource: 'plain/there', CopySourceIfMatch: '"other"' }))],
    ['InvalidRequest', 'when a copy goes onto itself', () => fixture.client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'there', CopySource: 'plain/there' }))],
  ];

  it.each(cases)('%s: %s', async (code, _why, read) => {
    expect(await refusalOf(read())).toBe(code);
  });
});

describe('a signature is refused', () => {
  const get = new GetObjectCommand({ Bucket: 'plain', Key: 'there' });
  const cases: [string, string, () => Promise<unknown>][] = [
    ['InvalidAccessKeyId', 'of a key nobody knows', () => fixture.clientWith({ credentials: { ...credentials, accessKeyId: 'AKIDOTHER' } }).send(get)],
    ['SignatureDoesNotMatch', 'made with another secret', () => fixture.clientWith({ credentials: { ...credentials, secretAccessKey: 'other' } }).send(get)],
    ['SignatureDoesNotMatch', 'moved to another key', () => tamper(fixture.clientWith({}), 'after signing', (sent) => { sent.path = '/plain/other'; }).send(get)],
    ['SignatureDoesNotMatch', 'with a signed header changed', () => tamper(fixture.clientWith({}), 'after signing', (sent) => { sent.headers['x-amz-security-token'] = 'other'; }).send(get)],
    ['AccessDenied', 'with an x-amz- header slipped in unsigned', () => tamper(fixture.clientWith({}), 'after signing', (sent) => { sent.headers['x-amz-meta-slipped'] = 'in'; }).send(get)],
    ['AuthorizationHeaderMalformed', 'for another region', () => fixture.clientWith({ region: 'eu-west-1' }).send(get)],
    ['RequestTimeTooSkewed', 'made 16 minutes ago', () => fixture.clientWith({ systemClockOffset: -16 * 60_000 }).send(get)],
    ['RequestTimeTooSkewed', 'made 16 minutes from now', () => fixture.clientWith({ systemClockOffset: 16 * 60_000 }).send(get)],
  ];

  it.each(cases)('%s: %s', async (code, _why, read) => {
    expect(await refusalOf(read())).toBe(code);
  });

  it('is forgiven a moved clock, for the SDK learns the time from the answer', async () => {
    fixture.moveClock(3 * 24 * 3600_000);
    try {
      await expect(fixture.clientWith({ maxAttempts: 2 }).send(get)).resolves.toMatchObject({ ContentLength: 5 });
    } finally {
      fixture.moveClock(-3 * 24 * 3600_000);
    }
  });

  it('is demanded', async () => {
    expect(await answerOf(await fetch(`${fixture.s3.url}/plain/there`))).toMatchObject({ status: 403, code: 'AccessDenied' });
  });
});

describe('a presigned URL is refused', () => {
  const sign = (expiresIn = 60): Promise<string> => getSignedUrl(fixture.client, new GetObjectCommand({ Bucket: 'plain', Key: 'there' }), { expiresIn });

  it('after its time, and one second before it is not', async () => {
    const url = await sign(60);
    fixture.moveClock(59_000);
    expect((await fetch(url)).status).toBe(200);
    fixture.moveClock(2_000);
    expect(await answerOf(await fetch(url))).toEqual({ status: 403, code: 'AccessDenied', message: 'Request has expired' });
    fixture.moveClock(-61_000);
  });

  it.each<[string, string, (url: string) => string]>([
    ['SignatureDoesNotMatch', 'for another key', (url) => url.replace('/plain/there', '/plain/other')],
    ['SignatureDoesNotMatch', 'with a longer life', (url) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')],
    ['SignatureDoesNotMatch', 'with a parameter added', (url) => `${url}&versionId=null`],
    ['SignatureDoesNotMatch', 'with another signature', (url) => url.replace(/X-Amz-Signature=[0-9a-f]{8}/, 'X-Amz-Signature=00000000')],
    ['InvalidAccessKeyId', 'of a key nobody knows', (url) => url.replace(credentials.accessKeyId, 'AKIDOTHER')],
    ['AuthorizationQueryParametersError', 'without a life', (url) => url.replace('&X-Amz-Expires=60', '')],
    ['AuthorizationQueryParametersError', 'with a life beyond a week', (url) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801')],
  ])('%s: %s', async (code, _why, change) => {
    expect(await answerOf(await fetch(change(await sign())))).toMatchObject({ code });
  });

  it('SignatureDoesNotMatch: for another method', async () => {
    expect(await answerOf(await fetch(await sign(), { method: 'DELETE' }))).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

describe('a multipart upload is refused', () => {
  it('when its parts are out of order, unknown, changed, without checksum or too small', async () => {
    const { UploadId } = await fixture.client.send(new CreateMultipartUploadCommand({ ...address, ChecksumAlgorithm: 'CRC32' }));
    const upload = { ...address, UploadId };
    const one = await fixture.client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'one' }));
    const two = await fixture.client.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: 'two' }));
    const first = { PartNumber: 1, ETag: one.ETag, ChecksumCRC32: one.ChecksumCRC32 };
    const second = { PartNumber: 2, ETag: two.ETag, ChecksumCRC32: two.ChecksumCRC32 };
    const complete = (...Parts: object[]): Promise<string> => refusalOf(fixture.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })));
    expect(await complete(second, first)).toBe('InvalidPartOrder');
    expect(await complete(first, { ...second, PartNumber: 3 })).toBe('InvalidPart');
    expect(await complete(first, { ...second, ETag: one.ETag })).toBe('InvalidPart');
    expect(await complete(first, { ...second, ChecksumCRC32: one.ChecksumCRC32 })).toBe('InvalidPart');
    expect(await complete(first, { ...second, ChecksumCRC32: undefined })).toBe('InvalidRequest');
    expect(await complete()).toBe('MalformedXML');
    expect(await complete(first, second)).toBe('EntityTooSmall');
    expect(await refusalOf(fixture.client.send(new UploadPartCommand({ ...upload, PartNumber: 10_001, Body: 'x' })))).toBe('InvalidArgument');
    expect(await refusalOf(fixture.client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x', ChecksumAlgorithm: 'SHA256' })))).toBe('InvalidRequest');
    expect(await refusalOf(fixture.client.send(new ListPartsCommand({ ...upload, Key: 'other' })))).toBe('NoSuchUpload');
  });
});

class WrongChecksum {
  readonly digestLength = 4;
  update(): void {}
  reset(): void {}
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(4));
  }
}

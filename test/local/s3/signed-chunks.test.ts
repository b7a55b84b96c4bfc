import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { answerOf, credentials, openS3Fixture, region, type S3Fixture } from './s3-fixture.ts';

// The SDK for JavaScript never signs chunks, other senders do; so these are signed here, by the published recipe.

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(async () => {
  await fixture.stop();
});

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const chunks = [Buffer.alloc(65_536, 'a'), Buffer.alloc(8_192, 'b'), Buffer.from('c')];
const content = Buffer.concat(chunks);

function crc32Of(data: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(data));
  return bytes.toString('base64');
}

interface Changes {
  readonly swapChunk?: Buffer;
  readonly trailer?: string;
  readonly trailerSignature?: string;
  readonly breakSignatureOfChunk?: number;
}

/** A PutObject whose chunks, and with a trailer also that, are signed one upon the other. */
function send(key: string, withTrailer: boolean, changes: Changes = {}): Promise<Response> {
  const amzDate = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const scope = `${amzDate.slice(0, 8)}/${region}/s3/aws4_request`;
  const headers: Record<string, string> = {
    'content-encoding': 'aws-chunked',
    host: new URL(fixture.s3.url).host,
    'x-amz-content-sha256': withTrailer ? 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER' : 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'x-amz-date': amzDate,
    'x-amz-decoded-content-length': String(content.length),
    ...(withTrailer ? { 'x-amz-trailer': 'x-amz-checksum-crc32' } : {}),
  };
  const names = Object.keys(headers).join(';');
  const canonical = ['PUT', `/plain/${key}`, '', ...Object.entries(headers).map(([name, value]) => `${name}:${value}`), '', names, headers['x-amz-content-sha256']].join('\n');
  const signingKey = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
  const sign = (...lines: string[]): string => hmac(signingKey, lines.join('\n')).toString('hex');
  const seed = sign('AWS4-HMAC-SHA256', amzDate, scope, sha256(canonical));
  let previous = seed;
  let body = Buffer.alloc(0);
  for (const [index, chunk] of [...chunks, Buffer.alloc(0)].entries()) {
    previous = sign('AWS4-HMAC-SHA256-PAYLOAD', amzDate, scope, previous, sha256(''), sha256(chunk));
    const signature = index === changes.breakSignatureOfChunk ? '0'.repeat(64) : previous;
    const sent = index === 1 ? (changes.swapChunk ?? chunk) : chunk;
    body = Buffer.concat([body, Buffer.from(`${chunk.length.toString(16)};chunk-signature=${signature}\r\n`), sent, Buffer.from(chunk.length > 0 ? '\r\n' : '')]);
  }
  if (withTrailer) {
    const trailer = `x-amz-checksum-crc32:${changes.trailer ?? crc32Of(content)}`;
    const signature = changes.trailerSignature ?? sign('AWS4-HMAC-SHA256-TRAILER', amzDate, scope, previous, sha256(`${trailer}\n`));
    body = Buffer.concat([body, Buffer.from(`${trailer}\r\nx-amz-trailer-signature:${signature}\r\n`)]);
  }
  const { host: _host, ...sentHeaders } = headers;
  return fetch(`${fixture.s3.url}/plain/${key}`, {
    method: 'PUT',
    body: Buffer.concat([body, Buffer.from('\r\n')]),
    headers: { ...sentHeaders, authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${seed}` },
  });
}

describe('a body in signed chunks', () => {
  it.each([['without', false], ['with', true]])('comes back whole, %s a trailer', async (word, withTrailer) => {
    expect(await answerOf(await send(`signed-${word}`, withTrailer))).toMatchObject({ status: 200 });
    const { Body, ContentEncoding } = await fixture.client.send(new GetObjectCommand({ Bucket: 'plain', Key: `signed-${word}` }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(content)).toBe(true);
    expect(ContentEncoding).toBeUndefined();
  });

  it.each<[string, string, boolean, Changes]>([
    ['SignatureDoesNotMatch', 'when a chunk was changed', false, { swapChunk: Buffer.alloc(8_192, 'x') }],
    ['SignatureDoesNotMatch', "when the last chunk's signature is another", false, { breakSignatureOfChunk: 3 }],
    ['SignatureDoesNotMatch', "when the trailer's signature is another", true, { trailerSignature: '0'.repeat(64) }],
    ['BadDigest', 'when the trailing checksum is of other bytes', true, { trailer: crc32Of(Buffer.from('other')) }],
  ])('is refused with %s %s; nothing is stored', async (code, _why, withTrailer, changes) => {
    const before = fixture.files();
    expect(await answerOf(await send('refused', withTrailer, changes))).toMatchObject({ code });
    expect(fixture.files()).toEqual(before);
  });
});

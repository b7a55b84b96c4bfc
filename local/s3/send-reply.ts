import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { S3Reply } from './s3-call.ts';

interface Answer {
  readonly reply: S3Reply;
  readonly isHead: boolean;
  readonly requestId: string;
  /** Server time, epoch milliseconds. */
  readonly now: number;
}

/** Sends headers and body; bytes of a blob are streamed and its descriptor closed, also when the reader goes away. */
export async function sendReply(response: ServerResponse, { reply, isHead, requestId, now }: Answer): Promise<void> {
  const { body } = reply;
  response.statusCode = reply.status;
  response.setHeader('server', 'AmazonS3');
  // The server's clock, not the machine's: the SDK corrects its own skew by it.
  response.setHeader('date', new Date(now).toUTCString());
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('x-amz-id-2', requestId);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, asHeaderValue(value));
  if (typeof body === 'string' && !isHead) {
    response.setHeader('content-type', 'application/xml');
    response.setHeader('content-length', Buffer.byteLength(body));
    response.end(body);
  } else if (typeof body === 'object') {
    const { descriptor, start, end } = body;
    const isEmpty = end < start;
    await pipeline(createReadStream('', { fd: descriptor, start: isEmpty ? 0 : start, end: isEmpty ? 0 : end }), response);
  } else {
    response.end();
  }
}

/** As S3 writes user metadata beyond ASCII: an RFC 2047 encoded word. */
function asHeaderValue(value: string): string {
  return /^[\x20-\x7e\t]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
}

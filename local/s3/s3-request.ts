import type { IncomingMessage } from 'node:http';
import { S3Error } from './s3-error.ts';

export interface S3Request {
  readonly method: string;
  /** Path as it was sent, percent-encoded, without the query. */
  readonly rawPath: string;
  readonly bucketName: string;
  /** Decoded object key; empty for a call on the bucket. */
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** Lower-case names. After a query signature was verified, also the `x-amz-*` parameters it covers. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: IncomingMessage;
}

const maxKeyBytes = 1024;

/** Reads path-style address, query and headers of a message. Throws InvalidURI or KeyTooLongError. */
export function readS3Request(message: IncomingMessage): S3Request {
  const [rawPath, rawQuery] = splitOnce(message.url ?? '/', '?');
  const [bucketName, key] = splitOnce(decodePath(rawPath).slice(1), '/');
  if (Buffer.byteLength(key) > maxKeyBytes) {
    throw new S3Error('KeyTooLongError', 'Your key is too long', {
      details: { Size: Buffer.byteLength(key), MaxSizeAllowed: maxKeyBytes },
    });
  }
  return {
    method: message.method ?? 'GET',
    rawPath,
    bucketName,
    key,
    query: readQuery(rawQuery),
    headers: readHeaders(message),
    body: message,
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** The decoded path; not `new URL`, which would fold `..` and `//`, both lawful in a key. */
export function decodePath(rawPath: string): string {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  }
}

function readQuery(rawQuery: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const pair of rawQuery.split('&')) {
    if (pair === '') continue;
    const [name, value] = splitOnce(pair, '=').map((part) => decodePath(part.replaceAll('+', '%20')));
    if (name === undefined || value === undefined) continue;
    if (query.has(name)) throw new S3Error('InvalidArgument', `The query parameter ${name} was given twice`);
    query.set(name, value);
  }
  return query;
}

function readHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value === undefined) continue;
    // Node hands header bytes over as Latin-1; senders write UTF-8.
    headers[name] = Buffer.from(Array.isArray(value) ? value.join(',') : value, 'latin1').toString('utf8');
  }
  return headers;
}

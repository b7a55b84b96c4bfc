import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpCall } from '#functions/platform/http-request';

/** The document as it is sent, made once per environment. */
export interface ServedDocument {
  readonly plain: Buffer;
  readonly packed: Buffer;
  readonly etag: string;
}

/** Makes a document ready to be sent, plain or packed. */
export function serveDocument(bytes: Buffer): ServedDocument {
  return { plain: bytes, packed: gzipSync(bytes), etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"` };
}

/** The description of the API, the very file of the repository; whoever holds it already is told so. */
export function readOpenapi({ plain, packed, etag }: ServedDocument, { acceptEncoding }: HttpCall): Promise<HttpAnswer> {
  const isPacked = /\bgzip\b/.test(acceptEncoding);
  return Promise.resolve({
    status: 200,
    raw: { contentType: 'application/json; charset=utf-8', content: isPacked ? packed : plain },
    headers: { etag, 'cache-control': 'public, max-age=300', vary: 'accept-encoding', ...(isPacked && { 'content-encoding': 'gzip' }) },
  });
}

import { createHash } from 'node:crypto';
import type { HttpAnswer } from '#functions/platform/http-answer';

interface DrawnFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** In plain letters: what a browser saves it as. */
  readonly fileName: string;
}

/** A drawn document as an answer; the hash of its bytes is its ETag, so that whoever holds it need not fetch it again. */
export function documentAnswer({ bytes, contentType, fileName }: DrawnFile): HttpAnswer {
  return {
    status: 200,
    raw: { contentType, content: bytes },
    headers: { etag: `"${createHash('sha256').update(bytes).digest('hex')}"`, 'content-disposition': `inline; filename="${fileName}"` },
  };
}

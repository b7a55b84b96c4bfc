import { createHash, timingSafeEqual } from 'node:crypto';
import { isInnerList, parseDictionary } from 'structured-headers';

/** Whether a `Content-Digest` (RFC 9530) has the SHA-256 of these very bytes. */
export function isDigestOf(contentDigest: string, bytes: Uint8Array): boolean {
  try {
    const member = parseDictionary(contentDigest).get('sha-256');
    if (member === undefined || isInnerList(member) || !(member[0] instanceof ArrayBuffer)) return false;
    const [told, real] = [new Uint8Array(member[0]), createHash('sha256').update(bytes).digest()];
    return told.byteLength === real.byteLength && timingSafeEqual(told, real);
  } catch {
    return false;
  }
}

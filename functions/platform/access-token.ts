import { createHash } from 'node:crypto';

/** Begins every access token of ours, so that it is told from a person's, and found by secret scanners. */
export const ACCESS_TOKEN_PREFIX = 'mct_';

/** Under which an access token is kept: SHA-256 in hexadecimal. The token has 256 random bits, so no salt is needed. */
export function accessTokenHash(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

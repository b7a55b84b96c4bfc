import { ApiError } from './api-error.ts';

/** A cursor as clients see it. */
export function writePageToken(lastId: number): string {
  return Buffer.from(`after:${lastId}`).toString('base64url');
}

/** Throws InvalidToken when the cursor is not one of ours. */
export function readPageToken(token: string | undefined): number | null {
  if (token === undefined) return null;
  const match = /^after:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (match?.[1] === undefined) throw new ApiError('InvalidToken', `Invalid Token: '${token}'`);
  return Number(match[1]);
}

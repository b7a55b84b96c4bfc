import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { EdgeProblem } from '#functions/platform/problem';

/** Under which key a write's answer is kept, and of which request it is the answer (D8). */
export interface Idempotency {
  /** SHA-256 of principal, route, path and key. */
  readonly scope: string;
  /** SHA-256 of the canonical method, path and body. */
  readonly requestHash: string;
}

export interface IdempotencySource {
  readonly key: string | undefined;
  readonly principalId: string;
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const KEY = /^[\x21-\x7e]{8,255}$/;
const POINTER = '/headers/idempotency-key';

/** @throws EdgeProblem idempotency-key-missing or idempotency-key-malformed */
export function readIdempotency(source: IdempotencySource): Idempotency {
  const { key, principalId, route, method, path, body } = source;
  if (key === undefined || key === '') throw new EdgeProblem('idempotency-key-missing', [{ pointer: POINTER, problem: 'missing' }]);
  if (!KEY.test(key)) throw new EdgeProblem('idempotency-key-malformed', [{ pointer: POINTER, problem: '8 to 255 visible ASCII characters' }]);
  return {
    scope: sha256(JSON.stringify([principalId, route, path, key])),
    requestHash: sha256(canonicalJson([method, path, body ?? null])),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

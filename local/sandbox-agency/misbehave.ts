import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { ApiClient } from '#local/api-client/api-client';
import type { StepToDo } from '#local/sandbox-agency/sandbox-agency';

const ANSWER = { outcome: 'result', resultReference: 'KQ-2026-0001' };

/** Sends an answer under one key twice and under a key of its own once more; gives the statuses in that order. */
export async function answerThrice(api: ApiClient, { dossierId, stepId }: StepToDo): Promise<number[]> {
  const path = `/v1/dossiers/${dossierId}/steps/${stepId}/answer`;
  const statuses: number[] = [];
  const first = randomUUID();
  for (const idempotencyKey of [first, first, randomUUID()]) {
    const { status } = await api.call({ method: 'POST', path, body: ANSWER, idempotencyKey });
    statuses.push(status);
  }
  return statuses;
}

/** A key nobody has registered: what it signs is well made and worth nothing. */
const { privateKey } = generateKeyPairSync('ed25519');

interface Forger {
  readonly apiUrl: string;
  /** The key it claims to sign with. */
  readonly keyId: string;
  /** The environment's time, in milliseconds. */
  readonly now: () => number;
}

/** Sends an answer with an HTTP message signature (RFC 9421) of a key that is not the one it names; gives the status. */
export async function answerWithForgedSignature({ apiUrl, keyId, now }: Forger, { dossierId, stepId }: StepToDo): Promise<number> {
  const url = `${apiUrl}/v1/dossiers/${dossierId}/steps/${stepId}/answer`;
  const body = JSON.stringify(ANSWER);
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const parameters = `("@method" "@target-uri" "content-digest");created=${String(Math.floor(now() / 1000))};keyid="${keyId}";alg="ed25519";nonce="${randomUUID()}"`;
  const base = [`"@method": POST`, `"@target-uri": ${url}`, `"content-digest": ${digest}`, `"@signature-params": ${parameters}`].join('\n');
  const signature = sign(null, Buffer.from(base), privateKey).toString('base64');
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    'content-digest': digest,
    'signature-input': `sig1=${parameters}`,
    signature: `sig1=:${signature}:`,
  };
  const answer = await fetch(url, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

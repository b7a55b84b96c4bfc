import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import type { SecretBox } from '#domain/notifications/secret-box';
import type { KeptSubscriptionAnswer, SubscriptionStore } from '#domain/notifications/subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { Idempotency } from '#functions/platform/idempotency';
import { EdgeProblem } from '#functions/platform/problem';

/** Somebody else was first this often: then the caller shall come again. */
const MAX_ATTEMPTS = 5;

export interface OnceTools {
  readonly subscriptions: Pick<SubscriptionStore, 'keptAnswer'>;
  /** Opens the secret that the first answer showed. Only for routes that show one. */
  readonly secrets?: Pick<SecretBox, 'open'>;
}

/**
 * Does a write and keeps its answer with it, so that the same Idempotency-Key gives the same answer (D8), the secret
 * it showed included.
 * @param write done again from the present state when it says `undefined`: somebody else was first
 * @throws EdgeProblem idempotency-key-reused or changed-meanwhile; whatever `write` refuses
 */
export async function answerOnce(tools: OnceTools, idempotency: Idempotency, write: () => Promise<HttpAnswer | undefined>): Promise<HttpAnswer> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const kept = await tools.subscriptions.keptAnswer(idempotency.scope);
    if (kept !== undefined) return replay(tools, kept, idempotency);
    const answer = await write();
    if (answer !== undefined) return answer;
  }
  throw new EdgeProblem('changed-meanwhile');
}

async function replay({ secrets }: OnceTools, kept: KeptSubscriptionAnswer, { requestHash }: Idempotency): Promise<HttpAnswer> {
  if (kept.requestHash !== requestHash) throw new EdgeProblem('idempotency-key-reused', [{ pointer: '/headers/idempotency-key', problem: 'used before with another request' }]);
  const headers = { 'idempotency-replayed': 'true' };
  if (kept.body === undefined) return { status: kept.status, headers };
  if (kept.secret === undefined || secrets === undefined) return { status: kept.status, body: kept.body, headers };
  const secret = await secrets.open(kept.secret.sealed, kept.secret.subscriptionId);
  return { status: kept.status, body: Object.assign({}, kept.body, { secret }), headers };
}

interface GivenAnswer extends HttpAnswer {
  readonly idempotency: Idempotency;
  readonly now: Temporal.Instant;
  readonly secret?: KeptSubscriptionAnswer['secret'];
}

/** An answer as it is kept; a secret that it shows goes with it sealed. */
export function toKept({ idempotency, status, body, now, secret }: GivenAnswer): KeptSubscriptionAnswer {
  return { ...idempotency, status, body, keptAt: toIso(now), ...(secret !== undefined && { secret }) };
}

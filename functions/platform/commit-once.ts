import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierChange, DossierStore, KeptAnswer } from '#domain/dossiers/dossier-store';
import { DomainError } from '#domain/kernel/domain-error';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { Idempotency } from '#functions/platform/idempotency';
import { EdgeProblem } from '#functions/platform/problem';

/** Somebody else was first this often: then the caller shall come again, and others get their turn. */
const MAX_ATTEMPTS = 5;

/** What one attempt decided: the change to record, or nothing when there is nothing to do, and the answer for it. */
export interface PreparedChange {
  readonly change: Omit<DossierChange, 'answer'> | undefined;
  readonly dossier: Dossier;
}

export interface OnceOnly {
  readonly idempotency: Idempotency;
  /** Loads and decides from the present state; called again after each conflict. */
  readonly prepare: () => Promise<PreparedChange>;
  readonly respond: (dossier: Dossier) => HttpAnswer | Promise<HttpAnswer>;
}

/**
 * Commits a prepared change together with its answer, so that the same Idempotency-Key gives the same answer (D8).
 * A refusal is looked up first: a repeated call is refused by the very state its first run has brought about.
 * @throws EdgeProblem idempotency-key-reused or changed-meanwhile; whatever `prepare` refuses
 */
export async function commitOnce(store: DossierStore, { idempotency, prepare, respond }: OnceOnly): Promise<HttpAnswer> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const prepared = await preparedOrKept(store, idempotency, prepare);
    if ('scope' in prepared) return replay(prepared, idempotency);
    const answer = await respond(prepared.dossier);
    if (prepared.change === undefined) return answer;
    const outcome = await store.commit({ ...prepared.change, answer: { ...idempotency, status: answer.status, body: answer.body } });
    if (outcome.kind === 'committed') return answer;
    if (outcome.kind === 'answered-before') return replay(outcome.answer, idempotency);
  }
  throw new EdgeProblem('changed-meanwhile');
}

async function preparedOrKept(store: DossierStore, idempotency: Idempotency, prepare: () => Promise<PreparedChange>): Promise<PreparedChange | KeptAnswer> {
  try {
    return await prepare();
  } catch (refusal) {
    if (!(refusal instanceof DomainError || refusal instanceof EdgeProblem)) throw refusal;
    const kept = await store.keptAnswer(idempotency.scope);
    if (kept === undefined) throw refusal;
    return kept;
  }
}

function replay(kept: KeptAnswer, { requestHash }: Idempotency): HttpAnswer {
  if (kept.requestHash !== requestHash) throw new EdgeProblem('idempotency-key-reused', [{ pointer: '/headers/idempotency-key', problem: 'used before with another request' }]);
  return { status: kept.status, body: kept.body, headers: { 'idempotency-replayed': 'true' } };
}

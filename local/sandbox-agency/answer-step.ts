import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';

const step = z.object({ step: z.object({ kind: z.enum(['work', 'obligation']), state: z.string(), obligation: z.unknown().optional(), round: z.number() }) });

/** Statuses that mean: it is settled without us. Somebody of the agency answered by hand, the step is another agency's by now, or the dossier is over. */
const SETTLED_OTHERWISE = [404, 409];

/**
 * Reads the step and answers it. A financial obligation is first told and then, as if the applicant had paid at once, confirmed.
 * The Idempotency-Key is the step's id and round: an answer sent twice counts once.
 * @returns the status of the answer; undefined when there was nothing to answer any more
 * @throws Error when the API could not be asked, or refused what it should not
 */
export async function answerStepAs(api: ApiClient, item: { readonly dossierId: string; readonly stepId: string }): Promise<number | undefined> {
  const path = `/v1/dossiers/${item.dossierId}/steps/${item.stepId}`;
  const reading = await api.call({ method: 'GET', path });
  if (SETTLED_OTHERWISE.includes(reading.status)) return undefined;
  const { step: read } = step.parse(reading.body);
  if (read.state !== 'open') return undefined;
  const key = `sandbox-${item.dossierId}-${item.stepId}-${read.round}`;
  if (read.kind === 'obligation' && read.obligation === undefined) {
    await api.post(`${path}/obligation`, { amountDong: 1_250_000, reference: 'TB-2026-0001' }, `${key}-obligation`);
  }
  const answered = await api.call({ method: 'POST', path: `${path}/answer`, body: { outcome: 'result', resultReference: `KQ-${item.stepId}` }, idempotencyKey: `${key}-answer` });
  if (answered.status >= 300 && !SETTLED_OTHERWISE.includes(answered.status)) throw new Error(`${answered.status} ${JSON.stringify(answered.body)}`);
  return answered.status;
}

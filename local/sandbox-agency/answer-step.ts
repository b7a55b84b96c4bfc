import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';
import { requiredLayout, signMadeUpResult, type AgencySigners } from '#local/api-client/made-up-result';

const work = z.object({
  code: z.string(),
  step: z.object({ kind: z.enum(['work', 'obligation']), state: z.string(), obligation: z.unknown().optional(), round: z.number() }),
  procedure: z.object({ code: z.string(), version: z.number() }),
  application: z.looseObject({ form: z.record(z.string(), z.unknown()).default({}) }).optional(),
});

/** Statuses that mean: it is settled without us. Somebody of the agency answered by hand, the step is another agency's by now, or the dossier is over. */
const SETTLED_OTHERWISE = [404, 409];

/** An agency's step, and who of the agency signs what it gives. */
export interface StepOfAgency {
  readonly dossierId: string;
  readonly stepId: string;
  readonly signers?: AgencySigners | undefined;
}

/**
 * Reads the step and answers it. A result that must be a signed document is drafted, signed and sealed before; a financial
 * obligation is first told and then, as if the applicant had paid at once, confirmed. The Idempotency-Keys are made of the
 * step's id and round: an answer sent twice counts once, and what was cut off is finished by calling again.
 * @returns the status of the answer; undefined when there was nothing to answer any more
 * @throws Error when the API could not be asked, or refused what it should not
 */
export async function answerStepAs(api: ApiClient, item: StepOfAgency): Promise<number | undefined> {
  const ready = await readyToAnswer(api, item);
  if (ready === undefined) return undefined;
  const answered = await api.call({ method: 'POST', path: `${ready.path}/answer`, body: { outcome: 'result', resultReference: `KQ-${item.stepId}` }, idempotencyKey: `${ready.key}-answer` });
  if (answered.status >= 300 && !SETTLED_OTHERWISE.includes(answered.status)) throw new Error(`${answered.status} ${JSON.stringify(answered.body)}`);
  return answered.status;
}

/** Does all that comes before an answer; nothing when there is no step to answer. */
export async function readyToAnswer(api: ApiClient, { dossierId, stepId, signers }: StepOfAgency): Promise<{ readonly path: string; readonly key: string } | undefined> {
  const path = `/v1/dossiers/${dossierId}/steps/${stepId}`;
  const reading = await api.call({ method: 'GET', path });
  if (SETTLED_OTHERWISE.includes(reading.status)) return undefined;
  const { code, step, procedure, application } = work.parse(reading.body);
  if (step.state !== 'open') return undefined;
  const key = `sandbox-${dossierId}-${stepId}-${step.round}`;
  if (step.kind === 'obligation' && step.obligation === undefined) {
    await api.post(`${path}/obligation`, { amountDong: 1_250_000, reference: 'TB-2026-0001' }, `${key}-obligation`);
  }
  const layout = await requiredLayout(api, { procedure, stepId });
  if (layout !== undefined && signers !== undefined) await signMadeUpResult(api, signers, { dossierId, code, stepId, procedure, layout, form: application?.form ?? {}, key });
  return { path, key };
}

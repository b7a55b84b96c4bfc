import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';

const step = z.object({ step: z.object({ kind: z.enum(['work', 'obligation']), state: z.string(), obligation: z.unknown().optional(), round: z.number() }) });

/**
 * Reads the step and answers it. A financial obligation is first told and then, as if the applicant
 * had paid at once, confirmed. The Idempotency-Key is the step's id and round: an answer sent twice counts once.
 */
export async function answerStepAs(api: ApiClient, item: { readonly dossierId: string; readonly stepId: string }): Promise<void> {
  const path = `/v1/dossiers/${item.dossierId}/steps/${item.stepId}`;
  const { step: read } = step.parse(await api.get(path));
  if (read.state !== 'open') return;
  const key = `sandbox-${item.dossierId}-${item.stepId}-${read.round}`;
  if (read.kind === 'obligation' && read.obligation === undefined) {
    await api.post(`${path}/obligation`, { amountDong: 1_250_000, reference: 'TB-2026-0001' }, `${key}-obligation`);
  }
  const answered = await api.call({ method: 'POST', path: `${path}/answer`, body: { outcome: 'result', resultReference: `KQ-${item.stepId}` }, idempotencyKey: `${key}-answer` });
  // Somebody of the agency may have answered by hand in between; that answer stands.
  if (answered.status >= 300 && answered.status !== 409) throw new Error(`${answered.status} ${JSON.stringify(answered.body)}`);
}

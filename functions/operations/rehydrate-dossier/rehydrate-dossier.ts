import type * as z from 'zod';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import { rehydrate } from '#functions/platform/rehydrate';
import type { RelayTools } from '#functions/platform/relay-dossier';
import type { rehydrationBody } from './contract.ts';

interface Dependencies extends RelayTools {
  readonly authoriser: Authoriser;
}

/** An administrator brings a dossier's machines back from the record; idempotent by what it does. */
export async function rehydrateDossier(deps: Dependencies, { principal, body, now }: WriteRequest<z.infer<typeof rehydrationBody>>): Promise<HttpAnswer> {
  if (!deps.authoriser.authorise({ principal, action: 'Rehydrate', resource: undefined })) throw new EdgeProblem('not-allowed');
  const dossier = await deps.store.load(body.dossierId);
  if (dossier === undefined) throw new EdgeProblem('dossier-not-found');
  return { status: 200, body: { dossierId: dossier.id, ...(await rehydrate(deps, dossier.id, now)) } };
}

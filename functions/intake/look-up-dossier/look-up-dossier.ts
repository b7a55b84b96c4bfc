import type * as z from 'zod';
import { percentComplete } from '#domain/dossiers/completion';
import { parseDossierCode } from '#domain/dossiers/dossier-code';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import type { codePath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

interface Dependencies {
  readonly store: DossierStore;
  readonly procedures: ProcedureStore;
}

/** For anybody with the code: the code and the degree of completion, and nothing else (Circular 01/2018 Art. 16(2)(d)). */
export async function lookUpDossier(deps: Dependencies, { path }: HttpRequest<'public', false, undefined, z.infer<typeof codePath>>): Promise<HttpAnswer> {
  parseDossierCode(path.dossierCode);
  const dossier = await deps.store.load(path.dossierCode);
  const procedure = dossier && (await deps.procedures.version(dossier.procedure.code, dossier.procedure.version));
  if (dossier === undefined || procedure === undefined) throw new EdgeProblem('dossier-not-found');
  return { status: 200, body: { code: path.dossierCode, percentComplete: percentComplete(dossier, procedure) } };
}

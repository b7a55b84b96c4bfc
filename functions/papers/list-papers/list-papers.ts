import type * as z from 'zod';
import { paperView } from '#domain/dossiers/paper-view';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { dossierPath } from '#functions/platform/paths';

/** Every paper and what became of the look into it; who may read the dossier may know that. */
export async function listPapers(deps: LoadDossierTools, { principal, path }: ReadRequest<z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadDossier', principal });
  return { status: 200, body: { dossierId: dossier.id, papers: Object.values(dossier.papers).map((each) => paperView(each, dossier.channel)) } };
}

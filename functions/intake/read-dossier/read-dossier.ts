import type * as z from 'zod';
import { dossierView } from '#domain/dossiers/dossier-view';
import { dossierResource } from '#domain/dossiers/resource';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { dossierPath } from '#functions/platform/paths';

/** The dossier as it stands; personal data only for those who may read the application too. */
export async function readDossier(deps: LoadDossierTools, { principal, path }: ReadRequest<z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadDossier', principal });
  const withApplication = deps.authoriser.authorise({ principal, action: 'ReadApplication', resource: dossierResource(dossier) });
  return { status: 200, body: dossierView(dossier, { withApplication }) };
}

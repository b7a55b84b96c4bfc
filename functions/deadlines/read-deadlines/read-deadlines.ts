import type * as z from 'zod';
import { deadlinesView } from '#domain/dossiers/deadlines-view';
import { contextFor, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier } from '#functions/platform/load-dossier';
import type { dossierPath } from '#functions/platform/paths';

/** Every clock of a dossier with the account of its time, for the applicant as for the officers. */
export async function readDeadlines(tools: ChangeDossierTools, { principal, path, now }: ReadRequest<z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  const dossier = await loadDossier(tools, { reference: path.dossierId, action: 'ReadDossier', principal });
  return { status: 200, body: deadlinesView(dossier, await contextFor(tools, dossier, now)) };
}

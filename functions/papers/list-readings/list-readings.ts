import type * as z from 'zod';
import type { ReadingLog } from '#domain/documents/reading-log';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { pageQuery } from '#functions/platform/page-query';
import type { dossierPath } from '#functions/platform/paths';

/** Who was given the content of which paper or document, for whoever the dossier belongs to. */
export async function listReadings(
  deps: LoadDossierTools & { readonly readings: Pick<ReadingLog, 'readings'> },
  { principal, path, query }: ReadRequest<z.infer<typeof dossierPath>, z.infer<typeof pageQuery>>,
): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadReadings', principal });
  return { status: 200, body: await deps.readings.readings(dossier.id, { limit: query.limit, ...(query.cursor !== undefined && { cursor: query.cursor }) }) };
}

import type * as z from 'zod';
import { documentView } from '#domain/documents/document-view';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { dossierPath } from '#functions/platform/paths';

/** The documents agencies wrote in a dossier, the oldest first: who signs and how far they are, not what they say. */
export async function listDocuments(tools: LoadDossierTools, { principal, path }: ReadRequest<z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  const { id: dossierId, documents } = await loadDossier(tools, { reference: path.dossierId, action: 'ReadDossier', principal });
  const all = Object.values(documents).toSorted((one, other) => (`${one.draftedAt}${one.id}` < `${other.draftedAt}${other.id}` ? -1 : 1));
  return { status: 200, body: { dossierId, documents: all.map(documentView) } };
}

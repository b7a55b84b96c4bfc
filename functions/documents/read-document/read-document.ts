import type * as z from 'zod';
import { documentView } from '#domain/documents/document-view';
import { findDocument } from '#domain/documents/find-document';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { documentPath } from '#functions/platform/paths';

/** One document of a dossier: who signs and how far it is, not what it says. */
export async function readDocument(tools: LoadDossierTools, { principal, path }: ReadRequest<z.infer<typeof documentPath>>): Promise<HttpAnswer> {
  const dossier = await loadDossier(tools, { reference: path.dossierId, action: 'ReadDossier', principal });
  return { status: 200, body: documentView(findDocument(dossier, path.documentId)) };
}

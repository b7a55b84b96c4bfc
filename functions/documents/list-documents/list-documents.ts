import type * as z from 'zod';
import { documentView } from '#domain/documents/document-view';
import { reachedForms, type ReachedForm } from '#domain/documents/forms/sealed-forms';
import type { Dossier } from '#domain/dossiers/dossier';
import { dossierResource } from '#domain/dossiers/resource';
import { allEvents } from '#functions/platform/all-events';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { dossierPath } from '#functions/platform/paths';

type Request = ReadRequest<z.infer<typeof dossierPath>>;

/**
 * The documents agencies wrote in a dossier, the oldest first: who signs and how far they are, not what they say. Beside them
 * the forms that the record says of itself, for those who may read forms.
 */
export async function listDocuments(tools: LoadDossierTools, { principal, path }: Request): Promise<HttpAnswer> {
  const dossier = await loadDossier(tools, { reference: path.dossierId, action: 'ReadDossier', principal });
  const all = Object.values(dossier.documents).toSorted((one, other) => (`${one.draftedAt}${one.id}` < `${other.draftedAt}${other.id}` ? -1 : 1));
  return { status: 200, body: { dossierId: dossier.id, documents: all.map(documentView), forms: await formsFor(tools, dossier, principal) } };
}

async function formsFor({ authoriser, store }: LoadDossierTools, dossier: Dossier, principal: Request['principal']): Promise<ReachedForm[]> {
  if (dossier.status === 'draft' || !authoriser.authorise({ principal, action: 'ReadForm', resource: dossierResource(dossier) })) return [];
  return reachedForms(await allEvents(store, dossier.id));
}

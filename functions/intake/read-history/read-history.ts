import type * as z from 'zod';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { dossierPath } from '#functions/platform/paths';
import { showEvent } from '#functions/platform/show-event';
import type { historyQuery } from './contract.ts';

/** What happened, in order. `next` is the seq to ask after; absent when there is no more. */
export async function readHistory(
  deps: LoadDossierTools & { readonly store: DossierStore },
  { principal, path, query }: ReadRequest<z.infer<typeof dossierPath>, z.infer<typeof historyQuery>>,
): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadHistory', principal });
  const recorded = await deps.store.events(dossier.id, { afterSeq: query.after, limit: query.limit });
  const last = recorded.at(-1)?.seq ?? query.after;
  return { status: 200, body: { dossierId: dossier.id, events: recorded.map((each) => showEvent(dossier, each)), ...(last < dossier.version ? { next: last } : {}) } };
}

import * as z from 'zod';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { eventView } from '#functions/platform/event-view';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { dossierPath } from '#functions/platform/paths';

export const historyQuery = z
  .object({
    after: z.coerce.number().int().nonnegative().default(0),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  })
  .strict();

/** What happened, in order. `next` is the seq to ask after; absent when there is no more. */
export async function readHistory(
  deps: LoadDossierTools & { readonly store: DossierStore },
  { principal, path, query }: ReadRequest<z.infer<typeof dossierPath>, z.infer<typeof historyQuery>>,
): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadHistory', principal });
  const recorded = await deps.store.events(dossier.id, { afterSeq: query.after, limit: query.limit });
  const events = recorded.map(eventView);
  const last = recorded.at(-1)?.seq ?? query.after;
  return { status: 200, body: { dossierId: dossier.id, events, ...(last < dossier.version ? { next: last } : {}) } };
}

import type * as z from 'zod';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';
import { EdgeProblem } from '#functions/platform/problem';

/** The caller's own dossiers, newest first. The owner is in the key: there is nothing to filter and nothing to leak. */
export async function listMyDossiers(
  { store, authoriser }: { readonly store: DossierStore; readonly authoriser: Authoriser },
  { principal, query }: ReadRequest<undefined, z.infer<typeof pageQuery>>,
): Promise<HttpAnswer> {
  if (!authoriser.authorise({ principal, action: 'ListOwned', resource: { owner: principal.id } })) throw new EdgeProblem('not-allowed');
  const page = await store.owned(principal.id, { limit: query.limit, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) });
  return { status: 200, body: page };
}

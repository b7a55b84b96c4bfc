import type * as z from 'zod';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';
import { EdgeProblem } from '#functions/platform/problem';

interface Dependencies {
  readonly store: DossierStore;
  readonly authoriser: Authoriser;
}

/** The open work of the caller's own agency, the most urgent first. The agency comes from the token, never from the request. */
export async function readInbox(deps: Dependencies, { principal, query }: ReadRequest<undefined, z.infer<typeof pageQuery>>): Promise<HttpAnswer> {
  const { agency } = principal;
  if (agency === undefined || !deps.authoriser.authorise({ principal, action: 'ReadInbox', resource: { agency } })) throw new EdgeProblem('not-allowed');
  const page = await deps.store.inbox(agency, { limit: query.limit, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) });
  return { status: 200, body: page };
}

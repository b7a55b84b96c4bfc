import type * as z from 'zod';
import type { BulkStore } from '#domain/bulk/bulk-store';
import { bulkSummary } from '#domain/bulk/bulk-view';
import type { Authoriser } from '#domain/kernel/authoriser';
import { toIso } from '#domain/kernel/instant';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';
import { EdgeProblem } from '#functions/platform/problem';

/** The caller's own bulk hand-ins; the caller is in the key. Those past their time may linger a little and are not shown. */
export async function listBulks(
  { store, authoriser }: { readonly store: BulkStore; readonly authoriser: Authoriser },
  { principal, query, now }: ReadRequest<undefined, z.infer<typeof pageQuery>>,
): Promise<HttpAnswer> {
  if (!authoriser.authorise({ principal, action: 'HandInBulk', resource: { owner: principal.id } })) throw new EdgeProblem('not-allowed');
  const { rows, cursor } = await store.owned(principal.id, { limit: query.limit, ...(query.cursor !== undefined && { cursor: query.cursor }) });
  const kept = rows.filter(({ expiresAt }) => expiresAt > toIso(now));
  return { status: 200, body: { rows: kept.map(bulkSummary), ...(cursor !== undefined && { cursor }) } };
}

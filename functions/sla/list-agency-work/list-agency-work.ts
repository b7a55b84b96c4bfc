import type * as z from 'zod';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { workState } from '#domain/figures/work-state';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';
import { EdgeProblem } from '#functions/platform/problem';

interface Dependencies {
  readonly store: Pick<DossierStore, 'inbox'>;
  readonly authoriser: Authoriser;
}

/** The open work of the caller's own agency with how each piece stands to its term, the most urgent first: those that are late lead. */
export async function listAgencyWork({ store, authoriser }: Dependencies, { principal, query, now }: Pick<ReadRequest<undefined, z.infer<typeof pageQuery>>, 'principal' | 'query' | 'now'>): Promise<HttpAnswer> {
  const { agency } = principal;
  if (agency === undefined || !authoriser.authorise({ principal, action: 'ReadInbox', resource: { agency } })) throw new EdgeProblem('not-allowed');
  const { rows, ...rest } = await store.inbox(agency, { limit: query.limit, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) });
  return { status: 200, body: { agency, rows: rows.map((row) => ({ ...row, state: workState(row, now) })), ...rest } };
}

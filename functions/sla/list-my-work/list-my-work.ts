import type * as z from 'zod';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { workState } from '#domain/figures/work-state';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';
import { EdgeProblem } from '#functions/platform/problem';

interface Dependencies {
  readonly store: Pick<DossierStore, 'assignedTo'>;
  readonly authoriser: Authoriser;
}

/** The open steps that were given to the calling officer, the most urgent first. Who asks comes from the token, never from the request. */
export async function listMyWork({ store, authoriser }: Dependencies, { principal, query, now }: Pick<ReadRequest<undefined, z.infer<typeof pageQuery>>, 'principal' | 'query' | 'now'>): Promise<HttpAnswer> {
  const { agency, id } = principal;
  if (agency === undefined || !authoriser.authorise({ principal, action: 'ReadOwnWork', resource: { agency } })) throw new EdgeProblem('not-allowed');
  const { rows, ...rest } = await store.assignedTo(id, { limit: query.limit, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) });
  return { status: 200, body: { rows: rows.map((row) => ({ ...row, state: workState(row, now) })), ...rest } };
}

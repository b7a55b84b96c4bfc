import type * as z from 'zod';
import { placeOf } from '#domain/agencies/place-of';
import type { FigureStore } from '#domain/figures/figure-store';
import { scoreboardLine } from '#domain/figures/scoreboard-view';
import type { Authoriser, Principal } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import { monthAt } from '#functions/platform/scoreboard-query';
import type { headQuery } from './contract.ts';

interface Dependencies {
  readonly figures: Pick<FigureStore, 'scoreboard'>;
  readonly authoriser: Authoriser;
  /** The place of this cell. */
  readonly place: string;
}

/**
 * The figures of a month and of this moment: for the heads of a one-stop or of the province those of the whole place, for
 * the head of an agency those of it and whatever is below it. What the caller may see is the range that is read.
 */
export async function readScoreboard({ figures, authoriser, place: cell }: Dependencies, { principal, query, now }: Pick<ReadRequest<undefined, z.infer<typeof headQuery>>, 'principal' | 'query' | 'now'>): Promise<HttpAnswer> {
  const range = rangeOf(principal, authoriser, cell);
  if (range === undefined) throw new EdgeProblem('not-allowed');
  const { by, limit, cursor, month = monthAt(now) } = query;
  const { rows, ...rest } = await figures.scoreboard({ ...range, by, month, limit, ...(cursor === undefined ? {} : { cursor }) });
  return { status: 200, body: { month, place: range.place, rows: rows.map(scoreboardLine), ...rest } };
}

function rangeOf(principal: Principal, authoriser: Authoriser, cell: string): { readonly place: string; readonly under?: string } | undefined {
  const { agency } = principal;
  // An auditor belongs to no agency and sees the whole cell.
  const place = agency === undefined ? cell : placeOf(agency);
  if (authoriser.authorise({ principal, action: 'ReadPlaceScoreboard', resource: { place } })) return { place };
  if (agency === undefined) return undefined;
  return authoriser.authorise({ principal, action: 'ReadAgencyScoreboard', resource: { agency } }) ? { place, under: agency } : undefined;
}

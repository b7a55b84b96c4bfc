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
}

/**
 * The figures of a month and of this moment: for the heads of a one-stop or of the province those of the whole place, for
 * the head of an agency those of it and whatever is below it. What the caller may see is the range that is read.
 */
export async function readScoreboard({ figures, authoriser }: Dependencies, { principal, query, now }: Pick<ReadRequest<undefined, z.infer<typeof headQuery>>, 'principal' | 'query' | 'now'>): Promise<HttpAnswer> {
  const range = rangeOf(principal, authoriser);
  if (range === undefined) throw new EdgeProblem('not-allowed');
  const { by, limit, cursor, month = monthAt(now) } = query;
  const { rows, ...rest } = await figures.scoreboard({ ...range, by, month, limit, ...(cursor === undefined ? {} : { cursor }) });
  return { status: 200, body: { month, place: range.place, rows: rows.map(scoreboardLine), ...rest } };
}

function rangeOf(principal: Principal, authoriser: Authoriser): { readonly place: string; readonly under?: string } | undefined {
  const { agency } = principal;
  if (agency === undefined) return undefined;
  const place = placeOf(agency);
  if (authoriser.authorise({ principal, action: 'ReadPlaceScoreboard', resource: { place } })) return { place };
  return authoriser.authorise({ principal, action: 'ReadAgencyScoreboard', resource: { agency } }) ? { place, under: agency } : undefined;
}

import type * as z from 'zod';
import type { LogStore } from '#domain/log/log-store';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import type { dayPath } from './contract.ts';

/** For anybody: one sealed day. @throws EdgeProblem log-day-not-sealed */
export async function readDay({ log }: { readonly log: Pick<LogStore, 'day'> }, { path }: Pick<HttpRequest<'public', false, undefined, z.infer<typeof dayPath>>, 'path'>): Promise<HttpAnswer> {
  const day = await log.day(path.day);
  if (day === undefined) throw new EdgeProblem('log-day-not-sealed');
  return { status: 200, body: day };
}

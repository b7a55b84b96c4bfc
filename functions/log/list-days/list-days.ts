import type * as z from 'zod';
import type { LogStore } from '#domain/log/log-store';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';

/** For anybody: the days that are sealed, newest first. */
export async function listDays({ log }: { readonly log: Pick<LogStore, 'days'> }, { query }: Pick<HttpRequest<'public', false, undefined, undefined, z.infer<typeof pageQuery>>, 'query'>): Promise<HttpAnswer> {
  const { limit, cursor } = query;
  return { status: 200, body: await log.days({ limit, ...(cursor === undefined ? {} : { cursor }) }) };
}

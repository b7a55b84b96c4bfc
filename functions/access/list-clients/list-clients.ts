import type * as z from 'zod';
import type { ClientTools } from '#functions/platform/change-client';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';
import { EdgeProblem } from '#functions/platform/problem';

/** One page of the registered clients. */
export async function listClients({ clients, authoriser }: ClientTools, { principal, query }: Pick<ReadRequest<undefined, z.infer<typeof pageQuery>>, 'principal' | 'query'>): Promise<HttpAnswer> {
  if (!authoriser.authorise({ principal, action: 'ListClients', resource: undefined })) throw new EdgeProblem('not-allowed');
  const { limit, cursor } = query;
  const { clients: rows, next } = await clients.page({ limit, ...(cursor === undefined ? {} : { cursor }) });
  return { status: 200, body: { rows, ...(next === undefined ? {} : { cursor: next }) } };
}

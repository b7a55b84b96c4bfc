import type * as z from 'zod';
import { requireLeave, type ClientTools } from '#functions/platform/change-client';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { clientPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

/** A registered client with its public keys. */
export async function readClient({ clients, authoriser }: ClientTools, { principal, path }: Pick<ReadRequest<z.infer<typeof clientPath>>, 'principal' | 'path'>): Promise<HttpAnswer> {
  requireLeave(authoriser, { principal, action: 'ReadClient', clientId: path.clientId, exists: true });
  const kept = await clients.find(path.clientId);
  if (kept === undefined) throw new EdgeProblem('client-not-found');
  return { status: 200, body: kept.client };
}

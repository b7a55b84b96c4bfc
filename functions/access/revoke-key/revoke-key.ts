import type * as z from 'zod';
import { withoutKey } from '#domain/access/change-client';
import { changeClient, type ClientTools } from '#functions/platform/change-client';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { keyPath } from '#functions/platform/paths';

/** Takes a key away from a client, and with it every token that was asked for with it. */
export async function revokeKey(tools: ClientTools, request: WriteRequest<unknown, z.infer<typeof keyPath>>): Promise<HttpAnswer> {
  const { principal, path, now } = request;
  return changeClient(tools, {
    request,
    action: 'ManageClientKeys',
    change: (client) => withoutKey(client, path.keyId, { byItself: principal.id === client.id, now }),
  });
}

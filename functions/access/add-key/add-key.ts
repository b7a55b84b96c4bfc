import type * as z from 'zod';
import { withKey } from '#domain/access/change-client';
import { changeClient, type ClientTools } from '#functions/platform/change-client';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { newKey, type newKeyBody } from '#functions/platform/new-key';
import type { clientPath } from '#functions/platform/paths';

/** Gives a client one more key. */
export async function addKey(tools: ClientTools, request: WriteRequest<z.infer<typeof newKeyBody>, z.infer<typeof clientPath>>): Promise<HttpAnswer> {
  return changeClient(tools, { request, action: 'ManageClientKeys', change: (client) => withKey(client, newKey(request.body, request.now)) });
}

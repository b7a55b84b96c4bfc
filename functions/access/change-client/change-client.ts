import type * as z from 'zod';
import { changeClient, type ClientTools } from '#functions/platform/change-client';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { clientPath } from '#functions/platform/paths';
import type { clientChangeBody } from './contract.ts';

/** Shuts a client out, lets it in again, or gives it another name. */
export async function changeClientState(tools: ClientTools, request: WriteRequest<z.infer<typeof clientChangeBody>, z.infer<typeof clientPath>>): Promise<HttpAnswer> {
  const { state, name } = request.body;
  return changeClient(tools, {
    request,
    action: 'ChangeClient',
    change: (client) => {
      const changed = { ...client, ...(state === undefined ? {} : { state }), ...(name === undefined ? {} : { name }) };
      return changed.state === client.state && changed.name === client.name ? client : changed;
    },
  });
}

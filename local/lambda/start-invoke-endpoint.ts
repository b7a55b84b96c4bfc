import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { closeServer } from '../servers/close-server.ts';
import { listenLocally } from '../servers/listen-locally.ts';
import type { InvocationResult } from './invocation.ts';

interface InvokeEndpointSettings {
  /** Any free port when left out. */
  readonly port?: number;
  /** Rejects for a function that does not exist. */
  invoke(functionNameOrArn: string, payload: string): Promise<InvocationResult>;
}

export interface LocalInvokeEndpoint {
  readonly url: string;
  stop(): Promise<void>;
}

const INVOCATION = /^\/2015-03-31\/functions\/(?<name>[^/]+)\/invocations$/;

/** Lambda's Invoke API for functions that call another and wait for its answer. */
export async function startInvokeEndpoint(settings: InvokeEndpointSettings): Promise<LocalInvokeEndpoint> {
  const server = createServer((request, response) => {
    answer(request, response, settings).catch((error: unknown) => send(response, 404, { headers: { 'x-amzn-errortype': 'ResourceNotFoundException' }, body: JSON.stringify({ Message: String(error) }) }));
  });
  const listening = await listenLocally(server, settings.port ?? 0);
  return { url: `http://127.0.0.1:${String(listening)}`, stop: () => closeServer(server) };
}

/** The function that is to be invoked and waited for; nothing for any other call. */
function wanted({ method, url, headers }: IncomingMessage): string | undefined {
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const name = INVOCATION.exec(new URL(url ?? '/', 'http://lambda').pathname)?.groups?.['name'];
  return method === 'POST' && type === 'RequestResponse' && name !== undefined ? decodeURIComponent(name) : undefined;
}

async function answer(request: IncomingMessage, response: ServerResponse, settings: InvokeEndpointSettings): Promise<void> {
  const name = wanted(request);
  if (name === undefined) {
    return send(response, 501, { headers: { 'x-amzn-errortype': 'ServiceException' }, body: JSON.stringify({ Message: 'The local Lambda knows Invoke with RequestResponse alone' }) });
  }
  const { payload, functionError } = await settings.invoke(name, (await text(request)) || '{}');
  send(response, 200, { headers: { 'x-amz-executed-version': '$LATEST', ...(functionError !== undefined && { 'x-amz-function-error': functionError }) }, body: payload });
}

function send(response: ServerResponse, status: number, { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string }): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

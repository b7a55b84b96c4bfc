import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { portTaken } from '../cell/port-taken.ts';
import { closeServer } from '../servers/close-server.ts';
import { listenLocally } from '../servers/listen-locally.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import { functionAnswer, gatewayMessage } from './function-answer.ts';
import { requestEvent } from './request-event.ts';
import { createRouteTable } from './route-table.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import type { LocalPages } from '../servers/local-pages.ts';
import type { GatewayAnswer } from './function-answer.ts';
import type { HttpApiDefinition } from './http-api-definition.ts';
import type { GatewayRequest } from './request-event.ts';
import type { FoundRoute } from './route-table.ts';

const largestBodyBytes = 10 * 1024 * 1024;
const largestHeaderBytes = 10_240;

export interface AccessEntry {
  readonly apiId: string;
  readonly requestId: string;
  readonly routeKey: string;
  readonly status: number;
  readonly latencyMilliseconds: number;
}

interface HttpApiSettings {
  readonly accountId: string;
  readonly clock: { now(): number };
  invoke(functionArn: string, payload: string): Promise<InvocationResult>;
  onAccess?(entry: AccessEntry): void;
  /** Pages of the cell's own beside the API; what they answer is no request to the API. */
  readonly localPages?: LocalPages;
}

export interface LocalHttpApi {
  readonly url: string;
  /** Requests are answered 503 until the API's routes are known. */
  serve(api: HttpApiDefinition, settings: HttpApiSettings): void;
  stop(): Promise<void>;
}

type Answerer = (request: GatewayRequest) => Promise<GatewayAnswer>;

interface Gateway {
  readonly clock: { now(): number };
  readonly answerer: Answerer;
  readonly localPages?: LocalPages | undefined;
}

/** Opens the port of an HTTP API; what it serves is told later, since functions need the API's address first. */
export async function startHttpApi(port = 0): Promise<LocalHttpApi> {
  let gateway: Gateway = { clock: { now: () => Date.now() }, answerer: () => Promise.resolve(gatewayMessage(503, 'Service Unavailable')) };
  const server = createServer({ maxHeaderSize: largestHeaderBytes, keepAliveTimeout: 65_000 }, (request, response) => {
    if (gateway.localPages?.(request, response) === true) return;
    void respond(request, response, gateway).catch(() => response.destroy());
  });
  const actualPort = await listenLocally(server, port).catch(() => {
    throw portTaken('the API', port);
  });
  const url = `http://127.0.0.1:${actualPort}`;
  return {
    url,
    serve: (api, settings) => {
      gateway = { clock: settings.clock, answerer: answererOf(api, settings), localPages: settings.localPages };
    },
    stop: () => closeServer(server),
  };
}

async function respond(incoming: IncomingMessage, response: ServerResponse, { clock, answerer }: Gateway): Promise<void> {
  const requestId = randomBytes(11).toString('base64url');
  const body = await readBody(incoming);
  const answer = body === undefined ? gatewayMessage(413, 'Request Entity Too Large') : await answerer({ ...headOf(incoming), requestId, body, receivedAt: clock.now() });
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string | string[]] => [name, typeof value === 'string' ? value : [...value]]);
  const length: [string, string][] = answer.status === 204 || answer.status === 304 ? [] : [['content-length', String(answer.body.length)]];
  response.writeHead(answer.status, Object.fromEntries([...headers, ['apigw-requestid', requestId], ...length]));
  response.end(incoming.method === 'HEAD' ? undefined : answer.body);
}

function headOf(incoming: IncomingMessage): Omit<GatewayRequest, 'requestId' | 'body' | 'receivedAt'> {
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: joinedHeaders(incoming),
    sourceIp: incoming.socket.remoteAddress ?? '',
    protocol: `HTTP/${incoming.httpVersion}`,
  };
}

/** undefined when the body is larger than API Gateway takes; the rest of it is read and dropped. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  const parts: AsyncIterable<Buffer> = incoming;
  for await (const part of parts) {
    length += part.length;
    if (length <= largestBodyBytes) chunks.push(part);
  }
  return length <= largestBodyBytes ? Buffer.concat(chunks) : undefined;
}

function joinedHeaders(incoming: IncomingMessage): Record<string, string> {
  const entries = Object.entries(incoming.headersDistinct).map(([name, values = []]): [string, string] => [name, values.join(name === 'cookie' ? '; ' : ',')]);
  return Object.fromEntries(entries);
}

function answererOf(api: HttpApiDefinition, settings: HttpApiSettings): Answerer {
  const table = createRouteTable(api.routes);
  return async (request) => {
    const startedAt = performance.now();
    const origin = request.headers['origin'];
    if (api.cors && request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      return { status: 204, headers: preflightHeaders(api.cors, origin), body: Buffer.alloc(0) };
    }
    const found = table.find(request.method, request.url);
    const answer = found ? await answerRoute({ api, settings, found }, request) : gatewayMessage(404, 'Not Found');
    settings.onAccess?.({
      apiId: api.apiId,
      requestId: request.requestId,
      routeKey: found?.route.routeKey ?? '-',
      status: answer.status,
      latencyMilliseconds: performance.now() - startedAt,
    });
    return { ...answer, headers: { ...answer.headers, ...corsHeaders(api.cors, origin) } };
  };
}

interface RouteCall {
  readonly api: HttpApiDefinition;
  readonly settings: HttpApiSettings;
  readonly found: FoundRoute;
}

async function answerRoute(call: RouteCall, request: GatewayRequest): Promise<GatewayAnswer> {
  const { route, pathParameters } = call.found;
  const gateway = { accountId: call.settings.accountId, apiId: call.api.apiId, stage: call.api.stage };
  const event = requestEvent(request, { routeKey: route.routeKey, pathParameters }, gateway);
  const stopWaiting = new AbortController();
  const timeout = wait(route.timeoutMilliseconds, undefined, { signal: stopWaiting.signal }).catch(() => undefined);
  const result = await Promise.race([call.settings.invoke(route.functionArn, JSON.stringify(event)), timeout]);
  stopWaiting.abort();
  return result === undefined ? gatewayMessage(503, 'Service Unavailable') : functionAnswer(result);
}

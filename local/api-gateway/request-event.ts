import type { JWTPayload } from 'jose';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** One HTTP request as it reached the gateway. */
export interface GatewayRequest {
  readonly requestId: string;
  readonly method: string;
  /** Path and query as they stood in the request line. */
  readonly url: string;
  /** Lower-case names; several values of one name joined by a comma, as API Gateway joins them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly sourceIp: string;
  readonly protocol: string;
  readonly body: Buffer;
  /** Epoch milliseconds of the cell's clock. */
  readonly receivedAt: number;
}

export interface MatchedRoute {
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly authorization?: { readonly claims: JWTPayload; readonly scopes: readonly string[] };
}

export interface GatewayIdentity {
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
}

type Authorizer = { readonly jwt: { readonly claims: Record<string, string>; readonly scopes: readonly string[] | null } };
type RequestContext = APIGatewayProxyEventV2['requestContext'] & { readonly authorizer?: Authorizer };

/** An HTTP API event in payload format 2.0. */
export type HttpApiEvent = Omit<APIGatewayProxyEventV2, 'requestContext'> & { readonly requestContext: RequestContext };

/** Makes the event a function receives for a request. */
export function requestEvent(request: GatewayRequest, route: MatchedRoute, gateway: GatewayIdentity): HttpApiEvent {
  const { path, query } = splitUrl(request.url);
  const { cookie, ...headers } = request.headers;
  const queryStringParameters = joinedParameters(query);
  const isBase64Encoded = request.body.length > 0 && !isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(queryStringParameters && { queryStringParameters }),
    requestContext: requestContext(request, route, { ...gateway, path }),
    ...(Object.keys(route.pathParameters).length > 0 && { pathParameters: { ...route.pathParameters } }),
    ...(request.body.length > 0 && { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** Path and query of a request line, the query without its question mark. */
export function splitUrl(url: string): { path: string; query: string } {
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

function requestContext(request: GatewayRequest, route: MatchedRoute, gateway: GatewayIdentity & { path: string }): RequestContext {
  const domainName = request.headers['host'] ?? 'localhost';
  return {
    accountId: gateway.accountId,
    apiId: gateway.apiId,
    ...(route.authorization && { authorizer: authorizerContext(route.authorization) }),
    domainName,
    domainPrefix: domainName.split('.')[0] ?? '',
    http: {
      method: request.method,
      path: gateway.path,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: request.requestId,
    routeKey: route.routeKey,
    stage: gateway.stage,
    time: commonLogTime(new Date(request.receivedAt)),
    timeEpoch: request.receivedAt,
  };
}

/** Claims arrive as text: numbers and booleans spelt out, lists as `[a b]`. */
function authorizerContext({ claims, scopes }: { claims: JWTPayload; scopes: readonly string[] }): Authorizer {
  const text = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(text).join(' ')}]`;
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  };
  const entries = Object.entries(claims).map(([name, value]): [string, string] => [name, text(value)]);
  return { jwt: { claims: Object.fromEntries(entries), scopes: scopes.length > 0 ? scopes : null } };
}

/** The value of a name given twice is `first,second`. */
function joinedParameters(query: string): Record<string, string> | undefined {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) joined[name] = name in joined ? `${joined[name] ?? ''},${value}` : value;
  return Object.keys(joined).length > 0 ? joined : undefined;
}

function isText(contentType: string | undefined): boolean {
  if (contentType === undefined) return true;
  return /^(text\/|application\/(json|javascript|xml)|application\/[^;]+\+(json|xml))/i.test(contentType);
}

/** `23/Nov/2026:02:06:44 +0000` */
function commonLogTime(instant: Date): string {
  const [, day = '', month = '', year = '', time = ''] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(instant.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

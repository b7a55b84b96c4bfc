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
}

export interface GatewayIdentity {
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
}

/** Makes the event a function receives for a request. */
export function requestEvent(request: GatewayRequest, route: MatchedRoute, gateway: GatewayIdentity): APIGatewayProxyEventV2 {
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
    requestContext: requestContext(request, route.routeKey, { ...gateway, path }),
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

function requestContext(request: GatewayRequest, routeKey: string, gateway: GatewayIdentity & { path: string }): APIGatewayProxyEventV2['requestContext'] {
  const domainName = request.headers['host'] ?? 'localhost';
  return {
    accountId: gateway.accountId,
    apiId: gateway.apiId,
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
    routeKey,
    stage: gateway.stage,
    time: commonLogTime(new Date(request.receivedAt)),
    timeEpoch: request.receivedAt,
  };
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

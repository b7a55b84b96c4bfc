import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { z } from 'zod';

export const CLAIMS = { sub: 'citizen-1', mc_kind: 'citizen', mc_roles: '' };
const KEY = 'a-key-of-mine-1';

export interface CallOptions {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of whoever calls; undefined for nobody. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  readonly sourceIp?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** An event as the HTTP API's gateway makes it: with the claims of a citizen for a token (see `doorOfClaims`), JSON, with a key, unless said otherwise. */
export function gatewayEvent(options: CallOptions = {}): APIGatewayProxyEventV2 {
  const { method = 'POST', path = '/v1/things/t-1', body, query, claims = CLAIMS, sourceIp = '203.0.113.9' } = options;
  const shown = 'claims' in options && options.claims === undefined ? {} : { authorization: JSON.stringify(claims) };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'api.example', 'x-forwarded-proto': 'https', 'content-type': 'application/json', 'idempotency-key': KEY, ...shown, ...options.headers },
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    pathParameters: { ...options.pathParameters },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.example',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: 'test' },
      requestId: 'gateway-request-1',
      routeKey: '$default',
      stage: '$default',
      time: '23/Nov/2026:02:00:00 +0000',
      timeEpoch: 1795399200000,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}

// Its type still asks for three callbacks that Lambda no longer gives to functions on Node 24.
export const LAMBDA_CONTEXT = z.custom<Context>().parse({
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'a-function',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:ap-southeast-1:000000000000:function:a-function',
  memoryLimitInMB: '512',
  awsRequestId: 'lambda-request-1',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
});

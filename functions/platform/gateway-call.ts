import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { SignedRequest } from '#functions/adapters/http-signatures/signature-base';

/** A call as its caller sent it: the address it called, and the bytes of its body. */
export interface GatewayCall extends SignedRequest {
  readonly body: Uint8Array;
  readonly sourceIp: string;
}

/** @param publicOrigin what callers call the API by, where something in front of the gateway changes the host */
export function gatewayCall(event: APIGatewayProxyEventV2, publicOrigin: string | undefined): GatewayCall {
  const { method, sourceIp } = event.requestContext.http;
  return {
    method,
    origin: publicOrigin ?? hostOf(event),
    path: event.rawPath,
    query: event.rawQueryString,
    // The gateway sends header names in lower case.
    headers: event.headers,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    sourceIp,
  };
}

// The gateway always says https here; without it the call came straight to the local one.
function hostOf({ headers, requestContext }: APIGatewayProxyEventV2): string {
  return `${headers['x-forwarded-proto'] ?? 'http'}://${headers['host'] ?? requestContext.domainName}`;
}

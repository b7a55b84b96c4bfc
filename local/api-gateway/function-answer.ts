import { z } from 'zod';

import type { InvocationResult } from '../lambda/invocation.ts';

/** What goes back over the wire. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

const headerValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), headerValue).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** An answer of the gateway itself, e.g. `{"message":"Not Found"}`. */
export function gatewayMessage(status: number, message: string): GatewayAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify({ message })) };
}

/** Turns a function's result into an HTTP answer; a failed function or a malformed answer is a bare 500, as on AWS. */
export function functionAnswer(result: InvocationResult): GatewayAnswer {
  if (result.functionError !== undefined) return gatewayMessage(500, 'Internal Server Error');
  const value: unknown = JSON.parse(result.payload);
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) {
    // Without a status code the whole answer is the body.
    const body = typeof value === 'string' ? value : result.payload;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  const parsed = structured.safeParse(value);
  return parsed.success ? structuredAnswer(parsed.data) : gatewayMessage(500, 'Internal Server Error');
}

function structuredAnswer({ statusCode, headers, cookies, body, isBase64Encoded }: z.infer<typeof structured>): GatewayAnswer {
  const lowered = Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name.toLowerCase(), text]));
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...lowered, ...(cookies && cookies.length > 0 && { 'set-cookie': cookies }) },
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

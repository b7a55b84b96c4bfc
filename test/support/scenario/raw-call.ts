import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkedFetch } from './checked-fetch.ts';

/** A call exactly as written, unlike the well-mannered client: a body given as text is sent as it is. */
export interface RawCall {
  /** `POST /v1/dossiers`. */
  readonly line: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Added to the usual ones; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Sends a call as it is, with a fresh Idempotency-Key unless another one is given or taken away. */
export async function sendRaw(apiUrl: string, { line, token, body, headers = {} }: RawCall): Promise<RawAnswer> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const usual: Record<string, string | undefined> = {
    authorization: token === undefined ? undefined : `Bearer ${token}`,
    'content-type': body === undefined ? undefined : 'application/json',
    'idempotency-key': method === 'GET' ? undefined : randomUUID(),
    ...headers,
  };
  const sent = Object.entries(usual).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
  const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await checkedFetch(`${apiUrl}${path}`, { method, headers: sent, ...(payload === undefined ? {} : { body: payload }) });
  return { status: answer.status, headers: answer.headers, body: z.record(z.string(), z.unknown()).parse(await answer.json()) };
}

import { randomUUID } from 'node:crypto';

/** What the API answered, problems included. */
interface ApiAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
}

/** Calls the public API as one principal (or as nobody). */
export interface ApiClient {
  /** Whatever the answer is. */
  call(request: ApiCall): Promise<ApiAnswer>;
  /** The body of a 2xx answer; anything else throws with the problem's type and mend sentence. */
  get(path: string): Promise<Record<string, unknown>>;
  post(path: string, body: unknown, idempotencyKey?: string): Promise<Record<string, unknown>>;
  put(path: string, body: unknown, idempotencyKey?: string): Promise<Record<string, unknown>>;
}

interface Caller {
  readonly apiUrl: string;
  /** Asked before each call, so that a token can be renewed when the clock was moved. */
  readonly token?: () => Promise<string>;
  /** @default Node's own */
  readonly fetch?: typeof fetch;
}

/** A client for seeding, the sandbox agencies, the scenarios and the bench; every write carries an Idempotency-Key. */
export function createApiClient(caller: Caller): ApiClient {
  const call = (request: ApiCall) => send(caller, request);
  const wanted = async (request: ApiCall) => {
    const answer = await call(request);
    if (answer.status < 300) return answer.body;
    throw new Error(`${request.method} ${request.path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
  return {
    call,
    get: (path) => wanted({ method: 'GET', path }),
    post: (path, body, idempotencyKey) => wanted({ method: 'POST', path, body, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }),
    put: (path, body, idempotencyKey) => wanted({ method: 'PUT', path, body, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }),
  };
}

async function send({ apiUrl, token, fetch: fetchIt = fetch }: Caller, request: ApiCall): Promise<ApiAnswer> {
  const response = await fetchIt(`${apiUrl}${request.path}`, {
    method: request.method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${await token()}` }),
      ...(request.method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': request.idempotencyKey ?? randomUUID() }),
      ...(request.ifMatch === undefined ? {} : { 'if-match': `"${request.ifMatch}"` }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  const text = await response.text();
  // A file, such as a form, is no JSON; who wants its bytes fetches it himself.
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? 'json');
  return { status: response.status, headers: response.headers, body: isJson ? asRecord(text) : {} };
}

function asRecord(text: string): Record<string, unknown> {
  if (text === '') return {};
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : { value: parsed };
}

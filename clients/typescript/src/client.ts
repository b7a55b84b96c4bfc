import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.ts';

/** Who calls, where, and in which language he wants to be answered. */
export interface MotCuaClientSettings {
  /** Where the system is, without the version: `https://motcua.example`. */
  readonly baseUrl: string;
  /** An access token, asked for before each call, so that it can be renewed. */
  readonly token?: () => string | Promise<string>;
  /** Signs each call instead (HTTP Message Signatures, RFC 9421); asked again for each try, since a nonce counts once. */
  readonly sign?: (request: Request) => Request | Promise<Request>;
  /** @default 'vi' */
  readonly language?: 'vi' | 'en';
  /** How often a call that met a 429 or 503 is repeated. @default 3 */
  readonly maxRepeats?: number;
  /** @default the platform's own */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** @default a timer */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

export type MotCuaClient = Client<paths>;
export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

/** A refusal: what kind, what to mend, and the id to quote to the desk. */
export class MotCuaRefusal extends Error {
  readonly status: number;
  /** The last word of the problem's type, such as `stale-version`; stable. */
  readonly code: string;
  /** Absent when the gateway itself refused. */
  readonly problem: Problem | undefined;

  constructor(status: number, problem: Problem | undefined) {
    super(problem === undefined ? `Answered ${String(status)}` : `${problem.title} (${String(status)}): ${problem.detail}`);
    this.name = 'MotCuaRefusal';
    this.status = status;
    this.code = problem?.type.split('/').at(-1) ?? 'unknown';
    this.problem = problem;
  }
}

/**
 * A client typed by the description of the API. Each write gets an Idempotency-Key of its own unless one is given, so that
 * repeating it is safe; a 429 or 503 is repeated after the time the answer names.
 */
export function createMotCuaClient(settings: MotCuaClientSettings): MotCuaClient {
  const client = createClient<paths>({ baseUrl: `${settings.baseUrl}/v1`, fetch: (request) => send(settings, request) });
  client.use({
    onRequest: ({ request }) => {
      request.headers.set('accept-language', settings.language ?? 'vi');
      const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
      if (isWrite && !request.headers.has('idempotency-key')) request.headers.set('idempotency-key', crypto.randomUUID());
      return request;
    },
  });
  return client;
}

interface Result<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * What was answered.
 * @throws MotCuaRefusal for anything but 2xx
 */
export async function answered<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (isGiven(data, response)) return data;
  throw new MotCuaRefusal(response.status, isProblem(error) ? error : undefined);
}

// An answer without a body is an answer too.
function isGiven<Data>(_data: Data | undefined, response: Response): _data is Data {
  return response.ok;
}

interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly cursor?: string | undefined;
}

/** Every row of a list, page by page as they are asked for; `load` reads one page. */
export async function* allRows<Row>(load: (cursor: string | undefined) => Promise<ListPage<Row>>): AsyncGenerator<Row, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    yield* page.rows;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

const MAX_PAUSE_SECONDS = 60;

async function send(settings: MotCuaClientSettings, request: Request): Promise<Response> {
  const { maxRepeats = 3, pause = wait, fetch: fetchIt = (each: Request) => fetch(each) } = settings;
  for (let tries = 0; ; tries += 1) {
    // A body can be read once: each try sends a copy.
    const response = await fetchIt(await identified(settings, request.clone()));
    const seconds = repeatAfterSeconds(response);
    if (seconds === undefined || tries >= maxRepeats) return response;
    await pause(seconds * 1000);
  }
}

async function identified({ token, sign }: MotCuaClientSettings, request: Request): Promise<Request> {
  if (token !== undefined) request.headers.set('authorization', `Bearer ${await token()}`);
  return sign === undefined ? request : sign(request);
}

function repeatAfterSeconds(response: Response): number | undefined {
  if (response.status !== 429 && response.status !== 503) return undefined;
  const told = Number(response.headers.get('retry-after') ?? '1');
  return Number.isFinite(told) && told >= 0 && told <= MAX_PAUSE_SECONDS ? told : undefined;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'type' in error && 'mend' in error;
}

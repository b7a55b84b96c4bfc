import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { LocalClock } from './local-clock.ts';

const move = z.union([
  z.strictObject({ advanceMilliseconds: z.int().nonnegative() }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);

/** Answer of GET and POST /clock. Instants in UTC; `before` only after a move. */
export const clockAnswer = z.object({
  before: z.iso.datetime().optional(),
  now: z.iso.datetime(),
  offsetMilliseconds: z.int().nonnegative(),
});

class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * GET /clock tells the cell's time; POST /clock moves it ahead, with `{advanceMilliseconds}` or `{to}` (an instant with its
 * offset). 400 for a malformed body, 409 for an instant that has passed, 415 unless the body is JSON: a page in a browser
 * cannot send JSON to another origin without asking first, so it cannot move the clock.
 */
export function clockEndpoint(clock: LocalClock): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    try {
      answer(response, 200, await handle(clock, request));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer(response, error.status, { title: error.message });
    }
  };
}

async function handle(clock: LocalClock, request: IncomingMessage): Promise<z.infer<typeof clockAnswer>> {
  if (request.method === 'GET') return tell(clock);
  if (request.method !== 'POST') throw new Refusal(405, 'GET tells the time, POST moves it');
  if (request.headers['content-type']?.split(';')[0] !== 'application/json') throw new Refusal(415, 'the body must be application/json');
  const before = clock.now();
  clock.advance(millisecondsToMove(parseBody(await text(request)), before));
  return { before: new Date(before).toISOString(), ...tell(clock) };
}

function parseBody(body: string): z.infer<typeof move> {
  try {
    return move.parse(JSON.parse(body));
  } catch {
    throw new Refusal(400, 'send {"advanceMilliseconds": n} or {"to": "2026-12-01T08:00:00+07:00"}');
  }
}

function millisecondsToMove(body: z.infer<typeof move>, now: number): number {
  if ('advanceMilliseconds' in body) return body.advanceMilliseconds;
  const ahead = Date.parse(body.to) - now;
  if (ahead < 0) throw new Refusal(409, `the clock only moves forward, and it is already ${new Date(now).toISOString()}`);
  return ahead;
}

function tell(clock: LocalClock): { now: string; offsetMilliseconds: number } {
  return { now: new Date(clock.now()).toISOString(), offsetMilliseconds: clock.offsetMilliseconds() };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

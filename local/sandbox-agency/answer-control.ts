import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { controlPage } from '#local/sandbox-agency/control-page';
import type { SandboxAgency } from '#local/sandbox-agency/sandbox-agency';
import { conduct, type Conduct } from '#local/sandbox-agency/sandbox-mode';
import { isLocalCaller } from '#local/servers/is-local-caller';

interface Controlled {
  readonly agencies: ReadonlyMap<string, SandboxAgency>;
  behave(path: string, conduct: Conduct): void;
}

/**
 * `GET /` the page; `GET /control` all agencies and `GET /control/{path}` one with what it heard and said, as JSON;
 * `PUT` (JSON) or `POST` (the page's form) on `/control/{path}` changes how it behaves. For callers on this machine only.
 */
export async function answerControl(controlled: Controlled, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { agencies } = controlled;
  const { method, headers, url = '/' } = request;
  if (!isLocalCaller(headers)) return json(response, 403, { title: 'The sandbox is controlled from its own machine only.' });
  if (url === '/') return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(controlPage(agencies.values()));
  if (url === '/control') return json(response, 200, { agencies: [...agencies.values()].map(({ path, conduct: how }) => ({ path, ...how })) });
  const agency = agencies.get(url.replace(/^\/control\//, ''));
  if (agency === undefined) return json(response, 404, { title: 'No such agency; GET /control lists them.' });
  if (method !== 'GET') {
    const body = await text(request);
    const wanted = conduct.safeParse(method === 'PUT' ? asJson(body) : Object.fromEntries(new URLSearchParams(body)));
    if (!wanted.success) return json(response, 400, { title: 'Not a way to behave.', faults: wanted.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) });
    controlled.behave(agency.path, wanted.data);
  }
  if (method === 'POST') return void response.writeHead(303, { location: '/' }).end();
  return json(response, 200, viewOf(agency));
}

function viewOf({ path, conduct: how, heard, said }: SandboxAgency) {
  return { path, ...how, heard, said };
}

function asJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

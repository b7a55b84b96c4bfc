import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { portTaken } from '#local/cell/port-taken';
import { PortalDesk, type PortalAnswer } from '#local/portal-stub/portal-desk';
import { portalFault, type PortalFault } from '#local/portal-stub/portal-faults';
import { portalPage } from '#local/portal-stub/portal-page';
import { closeServer } from '#local/servers/close-server';
import { isLocalCaller } from '#local/servers/is-local-caller';
import { listenLocally } from '#local/servers/listen-locally';

/** Whoever runs the stub gives these to the subscription; they open nothing else. */
export const STUB_CREDENTIALS = { username: 'mot-cua', password: 'portal-stub' } as const;
/** Where the messages go, and where one logs in beside it. */
const CALL_PATH = '/dongbo';
const LOGIN_PATH = '/dangnhap';

export interface PortalStub {
  /** The address of a subscription. */
  readonly url: string;
  /** The page that shows what came in. */
  readonly pageUrl: string;
  readonly desk: PortalDesk;
  misbehave(fault: PortalFault): void;
  stop(): Promise<void>;
}

/**
 * A portal of our own on this machine. It takes `DongBoHoSoMC` and `CapNhatTienDoHoSoMC`, checks every field by its own
 * reading, and can be told to misbehave.
 * @param port any free one for 0
 */
export async function startPortalStub({ port = 0 }: { readonly port?: number } = {}): Promise<PortalStub> {
  const desk = new PortalDesk(STUB_CREDENTIALS);
  let fault: PortalFault = { kind: 'none' };
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isLocalCaller(request.headers)) return void response.writeHead(403).end();
    const asked = `${request.method ?? ''} ${new URL(request.url ?? '/', 'http://stub').pathname}`;
    if (asked === 'GET /') return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(portalPage(desk, fault));
    if (asked === 'POST /_stub/fault') {
      fault = portalFault.parse(JSON.parse(await text(request)));
      return void response.writeHead(204).end();
    }
    if (asked !== `POST ${CALL_PATH}` && asked !== `POST ${LOGIN_PATH}`) return void response.writeHead(404).end();
    return answer(request, response, { desk, fault });
  };
  const taken = await listenLocally(server, port).catch(() => {
    throw portTaken('the stub of the national portal', port);
  });
  const pageUrl = `http://127.0.0.1:${String(taken)}/`;
  return {
    url: `${pageUrl.slice(0, -1)}${CALL_PATH}`,
    pageUrl,
    desk,
    misbehave: (wanted) => {
      fault = wanted;
    },
    stop: () => closeServer(server),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, { desk, fault }: { readonly desk: PortalDesk; readonly fault: PortalFault }): Promise<void> {
  if (fault.kind === 'down') return void request.destroy();
  if (fault.kind === 'status') return void response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<h1>Portal</h1>');
  if (fault.kind === 'slow') await pause(fault.milliseconds, undefined, { ref: false });
  const body = await text(request);
  const said = fault.kind === 'error' ? { error_code: fault.code, message: fault.message } : judged(request, body, desk);
  if (fault.kind === 'lost-answer') return void response.destroy();
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(said));
}

function judged(request: IncomingMessage, body: string, desk: PortalDesk): PortalAnswer {
  if (request.headers['dstcode'] === undefined) return { error_code: '6', message: 'Thiếu dstcode' };
  try {
    const read: unknown = JSON.parse(body);
    return request.url === LOGIN_PATH ? desk.logIn(read) : desk.take(read);
  } catch {
    return { error_code: '7', message: 'Dữ liệu không phải JSON' };
  }
}

import { createServer } from 'node:http';

import { clockEndpoint } from '../clock/clock-endpoint.ts';
import { closeServer } from '../servers/close-server.ts';
import { listenLocally } from '../servers/listen-locally.ts';
import { portTaken } from './port-taken.ts';
import type { LocalClock } from '../clock/local-clock.ts';
import type { LocalPages } from '../servers/local-pages.ts';

interface ControlPortOptions {
  readonly port?: number;
  readonly clock: LocalClock;
  readonly localPages: LocalPages;
  describe(): unknown;
}

/** Opens the port for the commands beside the cell: `GET /` describes it, `/clock` tells and moves its time, `/_local/alarms` … show what it watches. */
export async function startControlPort(options: ControlPortOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const { port = 0, clock, localPages } = options;
  const answerClock = clockEndpoint(clock);
  const server = createServer((request, response) => {
    if (localPages(request, response)) return;
    const answering = request.url === '/clock' ? answerClock(request, response) : describeCell();
    answering.catch(() => response.destroy());
    async function describeCell(): Promise<void> {
      response.writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(request.url === '/' ? await options.describe() : { title: 'GET /, /clock or /_local/alarms' }));
    }
  });
  const actualPort = await listenLocally(server, port).catch(() => {
    throw portTaken('controlling the cell', port);
  });
  return {
    url: `http://127.0.0.1:${actualPort}`,
    stop: () => closeServer(server),
  };
}

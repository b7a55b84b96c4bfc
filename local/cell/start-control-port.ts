import { createServer } from 'node:http';

import { clockEndpoint } from '../clock/clock-endpoint.ts';
import { closeServer } from '../servers/close-server.ts';
import { listenLocally } from '../servers/listen-locally.ts';
import { portTaken } from './port-taken.ts';
import type { LocalClock } from '../clock/local-clock.ts';

/** Opens the port for the commands beside the cell: `GET /` describes it, `/clock` tells and moves its time. */
export async function startControlPort(options: { port?: number; clock: LocalClock; describe: () => unknown }): Promise<{ url: string; stop(): Promise<void> }> {
  const { port = 0, clock, describe } = options;
  const answerClock = clockEndpoint(clock);
  const server = createServer((request, response) => {
    const answering = request.url === '/clock' ? answerClock(request, response) : describeCell();
    answering.catch(() => response.destroy());
    async function describeCell(): Promise<void> {
      response.writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(request.url === '/' ? await describe() : { title: 'GET / or /clock' }));
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

import { createServer } from 'node:http';

import { CellError } from './cell-error.ts';
import { clockEndpoint } from '../clock/clock-endpoint.ts';
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
  const actualPort = await new Promise<number>((resolve, reject) => {
    server.once('error', () => reject(new CellError(`Port ${port}, meant for controlling the cell, is already in use.`)));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
  return {
    url: `http://127.0.0.1:${actualPort}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

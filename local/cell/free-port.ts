import { createServer } from 'node:net';

import { listenLocally } from '../servers/listen-locally.ts';
import { portTaken } from './port-taken.ts';

/**
 * A port of 127.0.0.1 that nobody listens on: the wanted one, or any when it is 0 or left out.
 * Throws a CellError that says what the port was meant for when it is taken.
 */
export async function freePort(purpose: string, wanted = 0): Promise<number> {
  const probe = createServer();
  const port = await listenLocally(probe, wanted).catch(() => {
    throw portTaken(purpose, wanted);
  });
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The wanted port if it is free, 0 (any) when none is wanted: what listens itself had better choose than be given. */
export async function portFor(purpose: string, wanted: number | undefined): Promise<number> {
  return wanted === undefined || wanted === 0 ? 0 : freePort(purpose, wanted);
}

import { createServer } from 'node:net';

import { CellError } from './cell-error.ts';

/**
 * A port of 127.0.0.1 that nobody listens on: the wanted one, or any when it is 0 or left out.
 * Throws a CellError that says what the port was meant for when it is taken.
 */
export function freePort(purpose: string, wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(new CellError(`Port ${wanted}, meant for ${purpose}, is already in use.`)));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted));
    });
  });
}

/** The wanted port if it is free, 0 (any) when none is wanted: what listens itself had better choose than be given. */
export async function portFor(purpose: string, wanted: number | undefined): Promise<number> {
  return wanted === undefined || wanted === 0 ? 0 : freePort(purpose, wanted);
}

import { Worker } from 'node:worker_threads';
import type { Advanced, ClientResult, ClientStart } from './client-messages.ts';

/** Runs a thread of clients to its end; `listen` is given what tells them that a dossier moved on. */
export function runClients(start: ClientStart, listen: (tell: (word: Advanced) => void) => void): Promise<ClientResult> {
  const worker = new Worker(new URL('client.worker.ts', import.meta.url), { workerData: start });
  listen((word) => worker.postMessage(word));
  return new Promise((resolve, reject) => {
    worker.once('message', (result: ClientResult) => resolve(result));
    worker.once('error', reject);
  });
}

/** The dossier a line of the deciding function tells of when it has decided, if it is such a line. */
export function advancedDossier(functionName: string, line: string): string | undefined {
  if (!functionName.includes('DecideNext') || !line.includes('"completed"')) return undefined;
  return /"dossierId":"([^"]+)"/.exec(line)?.[1];
}

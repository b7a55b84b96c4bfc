// Runs in a thread of its own, so that the clients do not take turns with the cell they load.
import { parentPort, workerData } from 'node:worker_threads';
import { createApiClient } from '#local/api-client/api-client';
import type { Advanced, CallName, ClientResult, ClientStart } from './client-messages.ts';
import { handThrough, type Way } from './hand-through.ts';

function isStart(given: unknown): given is ClientStart {
  return typeof given === 'object' && given !== null && 'apiUrl' in given && 'tokens' in given;
}

const start: unknown = workerData;
if (!isStart(start)) throw new Error('a client was started without its settings');
parentPort?.postMessage(await load(start));
parentPort?.close();

async function load({ apiUrl, tokens, name, clients, seconds }: ClientStart): Promise<ClientResult> {
  const latencies: Record<CallName, number[]> = { create: [], attach: [], check: [], submit: [], accept: [], answer: [], read: [] };
  const waiting = new Map<string, () => void>();
  const moves = new Map<string, number>();
  const movesOf = (dossierId: string): number => moves.get(dossierId) ?? 0;
  parentPort?.on('message', ({ dossierId }: Advanced) => {
    moves.set(dossierId, movesOf(dossierId) + 1);
    waiting.get(dossierId)?.();
  });
  let tooEarly = 0;
  let dossiers = 0;
  const way: Omit<Way, 'key'> = {
    as: (principal) => createApiClient({ apiUrl, token: () => Promise.resolve(tokens[principal] ?? '') }),
    note: (call, milliseconds) => latencies[call].push(milliseconds),
    movesOf,
    advanced: (dossierId, before, patienceMilliseconds) =>
      new Promise((resolve) => {
        if (movesOf(dossierId) > before) return resolve();
        const timer = setTimeout(resolve, patienceMilliseconds);
        waiting.set(dossierId, () => {
          clearTimeout(timer);
          resolve();
        });
      }),
    tooEarly: () => (tooEarly += 1),
  };
  const startedAt = performance.now();
  const oneClient = async (client: number): Promise<void> => {
    for (let round = 0; performance.now() - startedAt < seconds * 1000; round += 1) {
      const { id } = await handThrough({ ...way, key: `${name}-${String(client)}-${String(round)}` });
      waiting.delete(id);
      dossiers += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_each, client) => oneClient(client)));
  return { latencies, dossiers, tooEarly, elapsedSeconds: (performance.now() - startedAt) / 1000 };
}

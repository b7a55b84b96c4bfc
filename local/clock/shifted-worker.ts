import { Worker, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { LocalClock } from './local-clock.ts';
import { shiftDate } from './shift-date.ts';

const given = z.object({ clock: z.instanceof(SharedArrayBuffer), settings: z.unknown() });

/** A library that reads `Date` by itself runs in a thread of its own, where `Date` is the cell's. */
export interface ShiftedWorker {
  /** What the worker told when it was ready. */
  readonly ready: unknown;
  stop(): Promise<void>;
}

/** Starts `entry` (a module that calls `enterShiftedWorker`) and waits until it is ready; rejects with its error. */
export async function startShiftedWorker(entry: URL, clock: Pick<LocalClock, 'shared'>, settings: unknown): Promise<ShiftedWorker> {
  const worker = new Worker(entry, { workerData: { clock: clock.shared, settings } });
  const ready = await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`${entry.pathname} ended before it was ready`)));
  });
  // From here on an error of the worker is nobody's to catch: it ends the cell instead of leaving it half alive.
  worker.removeAllListeners();
  return {
    ready,
    stop: async () => {
      await worker.terminate();
    },
  };
}

/** First call of a worker's entry: shifts `Date`, starts the part with its settings, tells the parent it is ready. */
export async function enterShiftedWorker(start: (settings: unknown) => Promise<unknown>): Promise<void> {
  const { clock, settings } = given.parse(workerData);
  shiftDate(clock);
  parentPort?.postMessage(await start(settings));
}

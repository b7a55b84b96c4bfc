import { parentPort } from 'node:worker_threads';
import { enterShiftedWorker } from '../../../local/clock/shifted-worker.ts';

const tell = () => ({
  now: Date.now(),
  made: new Date().getTime(),
  called: Date.parse(Date()),
  fromArguments: new Date(0).toISOString(),
  isDate: new Date() instanceof Date && new Date().constructor === Date,
});

await enterShiftedWorker(async () => {
  parentPort?.on('message', () => parentPort?.postMessage(tell()));
  return tell();
});

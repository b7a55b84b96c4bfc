// Runs inside a worker thread: one execution environment of one function. Bundled by `bundle-environment-worker.ts`,
// because stripping types anew in every thread would double its start.
import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

import { shiftDate } from '../clock/shift-date.ts';
import { confineImports } from './confine-imports.ts';
import { standInForRuntimeApi } from './runtime-api-stand-in.ts';
import type { EnvironmentStart } from './worker-messages.ts';

function isStart(given: unknown): given is EnvironmentStart {
  return typeof given === 'object' && given !== null && 'runtimeClientUrl' in given && 'clock' in given;
}

if (!isStart(workerData)) throw new Error('an execution environment was started without its settings');
shiftDate(workerData.clock);
confineImports(process.env['LAMBDA_TASK_ROOT'] ?? process.cwd());
enableCompileCache(workerData.compileCacheFolder);
standInForRuntimeApi(workerData.runtimeClientUrl);
await import(workerData.runtimeClientUrl);

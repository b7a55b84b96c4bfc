import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { CellError } from '../cell/cell-error.ts';
import { freePort } from '../cell/free-port.ts';
import { callDynamodb } from './call-dynamodb.ts';

const readyWithinSeconds = 10;
const readyCheckMilliseconds = 5;

// Without this a cell that is killed would leave its store running: the pipe from the cell closes in any case, and takes
// the store with it. The store writes ahead, so an abrupt end loses nothing that was answered.
const endWithItsParent = 'exec 3<&0; "$0" "$@" 3<&- </dev/null & store=$!; { cat <&3 >/dev/null; kill -9 $store; } 2>/dev/null & wait $store';

export interface DynamodbProcess {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded DynamoDB on `databaseFile` and waits until it answers. `onLost` is told if it ends by itself.
 * Throws a CellError if the binary is missing, cannot start, or the port is taken.
 */
export async function startDynamodbProcess(options: {
  databaseFile: string;
  port?: number;
  onLost?: (reason: string) => void;
}): Promise<DynamodbProcess> {
  const { databaseFile, onLost } = options;
  const binary = findBinary();
  // The binary takes no port 0.
  const port = await freePort('DynamoDB', options.port);
  const child = spawn('/bin/sh', ['-c', endWithItsParent, binary, 'serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', databaseFile], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // A group of its own: Ctrl-C at the terminal is for the cell, which then ends the store in its turn.
    detached: true,
  });
  child.stdin.on('error', () => undefined);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-2000)));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(complaint.trim() || `it ended with ${signal ?? `code ${String(code)}`}`));
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const failure = await Promise.race([untilItAnswers(endpoint), ended]);
  if (failure !== undefined) {
    child.stdin.end();
    throw new CellError(`The embedded DynamoDB did not start on ${databaseFile}: ${failure}.`);
  }
  let isStopping = false;
  void ended.then((reason) => {
    if (!isStopping) onLost?.(reason);
  });
  return {
    endpoint,
    stop: async () => {
      isStopping = true;
      child.stdin.end();
      await ended;
    },
  };
}

function findBinary(): string {
  const missing = new CellError(
    'The embedded DynamoDB is not installed: it comes with "npm install" on Linux x64 (on Windows use WSL 2, on a Mac a Linux x64 machine or container).',
  );
  if (process.platform !== 'linux' || process.arch !== 'x64') throw missing;
  try {
    const file = join(dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
    if (existsSync(file)) return file;
  } catch {
    throw missing;
  }
  throw missing;
}

async function untilItAnswers(endpoint: string): Promise<string | undefined> {
  const givenUpAt = performance.now() + readyWithinSeconds * 1000;
  while (performance.now() < givenUpAt) {
    try {
      await callDynamodb(endpoint, 'DynamoDB.ListTables', {});
      return undefined;
    } catch {
      await wait(readyCheckMilliseconds);
    }
  }
  return `it did not answer within ${readyWithinSeconds} seconds`;
}

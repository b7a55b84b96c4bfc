import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePorts, isFree } from './free-ports.ts';

const ENTRY = fileURLToPath(new URL('cell-process.ts', import.meta.url));
const LAST_WORDS = 4000;

/** A cell in a child process, started again and again on the same data folder and the same ports. */
export interface KillableCell {
  readonly dataFolder: string;
  readonly urls: { readonly api: string; readonly issuer: string; readonly dynamodb: string; readonly stepFunctions: string; readonly control: string };
  /** Begins a process; `ready` settles with the milliseconds it took, or with undefined when it was killed before. Rejects when it ended by itself. */
  start(): { readonly ready: Promise<number | undefined> };
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Lets the cell end in order. */
  stop(): Promise<void>;
  /** Ports of the cell that somebody still listens on, and processes that still work on its folder. */
  leftBehind(): Promise<string[]>;
}

export async function killableCell(settings: { readonly assemblyFolder: string; readonly dataFolder: string }): Promise<KillableCell> {
  const names = ['api', 'identity', 'dynamodb', 's3', 'stepFunctions', 'queues', 'control'] as const;
  const found = await freePorts(names.length);
  const ports = Object.fromEntries(names.map((name, index) => [name, found[index]]));
  const address = (name: (typeof names)[number]) => `http://127.0.0.1:${String(ports[name])}`;
  let child: ChildProcess | undefined;
  return {
    dataFolder: settings.dataFolder,
    urls: { api: address('api'), issuer: address('identity'), dynamodb: address('dynamodb'), stepFunctions: address('stepFunctions'), control: address('control') },
    start: () => {
      const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ENTRY, JSON.stringify({ ...settings, ports })], {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: `${settings.dataFolder}-compiled` },
      });
      child = started;
      return { ready: untilReady(started) };
    },
    kill: () => ended(child, (running) => running.kill('SIGKILL')),
    stop: () => ended(child, (running) => running.stdin?.end()),
    leftBehind: async () => {
      const taken = await Promise.all(found.map(async (port) => ((await isFree(port)) ? [] : [`somebody listens on port ${String(port)}`])));
      return [...processesOn(settings.dataFolder), ...taken.flat()];
    },
  };
}

async function untilReady(child: ChildProcess): Promise<number | undefined> {
  const begunAt = performance.now();
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = `${words}${chunk.toString()}`.slice(-LAST_WORDS);
  });
  child.stdin?.on('error', () => undefined);
  const readyLine = child.stdout === null ? Promise.reject(new Error('no output')) : once(child.stdout, 'data');
  const exit = once(child, 'exit');
  const isReady = await Promise.race([readyLine.then(() => true), exit.then(() => false)]);
  if (isReady) return performance.now() - begunAt;
  if (child.signalCode === 'SIGKILL') return undefined;
  throw new Error(`The cell ended by itself while it started (code ${String(child.exitCode)}, signal ${String(child.signalCode)}): ${words}`);
}

async function ended(child: ChildProcess | undefined, end: (child: ChildProcess) => void): Promise<void> {
  if (child === undefined) return;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  end(child);
  await exit;
}

/** Command lines of all processes that name the folder; Linux only, as is the embedded store. */
export function processesOn(dataFolder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(dataFolder));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

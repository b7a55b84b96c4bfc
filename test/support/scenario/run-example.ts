import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A script of `docs/examples`, running exactly as it stands there. */
export interface RunningExample {
  /** Everything it has printed so far, on both outputs. */
  printed(): string;
  /** Resolves with its exit code when it has ended. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts a script of `docs/examples` with some environment variables and arguments. */
export function runExample(name: string, environment: Readonly<Record<string, string>>, words: readonly string[] = []): RunningExample {
  const script = fileURLToPath(new URL(`../../../docs/examples/${name}`, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, ...words], { env: { PATH: process.env['PATH'], ...environment } });
  let text = '';
  const listen = (chunk: Buffer) => (text += chunk.toString());
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    printed: () => text,
    ended,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const rollOverBytes = 20 * 1024 * 1024;

/** One function's log file. */
export interface FunctionLog {
  write(line: string): void;
  close(): Promise<void>;
}

/** Appends to `<folder>/<functionName>.log`; a file that grew large is set aside as `.old` at the next start. */
export function openFunctionLog(folder: string, functionName: string): FunctionLog {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${functionName}.log`);
  if (existsSync(file) && statSync(file).size > rollOverBytes) renameSync(file, `${file}.old`);
  const stream = createWriteStream(file, { flags: 'a' });
  // A full disk must not end the cell: the log line is lost, the dossier is not.
  stream.on('error', () => undefined);
  return {
    write: (line) => {
      stream.write(`${line}\n`);
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

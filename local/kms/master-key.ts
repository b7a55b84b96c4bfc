import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;

/** The key everything is sealed under, made on first use and kept, so that what was sealed opens after a restart. */
export function masterKey(dataFolder: string): Buffer {
  const file = join(dataFolder, 'master.key');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    // A kill may not leave half a key behind.
    writeFileSync(`${file}.new`, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
}

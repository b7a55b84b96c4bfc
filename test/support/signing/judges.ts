import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@jest/globals';

type Judge = 'pdfsig' | 'openssl' | 'qpdf' | 'pdftotext';

/** A test that asks an independent program, and says so where the program is not installed. */
export function testWith(judge: Judge): typeof test | typeof test.skip {
  return spawnSync(judge, ['--help'], { stdio: 'ignore' }).error === undefined ? test : test.skip;
}

/** What a program says of files, given by name; its answer is its output, also when it does not like what it sees. */
export function judged(judge: Judge, files: Readonly<Record<string, string | Uint8Array>>, argumentsOf: (path: (name: string) => string) => readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-judge-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { stdout, stderr } = spawnSync(judge, argumentsOf((name) => join(folder, name)), { encoding: 'utf8', env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' } });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

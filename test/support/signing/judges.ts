import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@jest/globals';

type Judge = 'pdfsig' | 'openssl' | 'qpdf' | 'pdftotext';

/** A test that asks independent programs; it is shown as skipped where one of them is not installed. */
export function testWith(...judges: readonly Judge[]): typeof test | typeof test.skip {
  return judges.every((judge) => spawnSync(judge, ['--help'], { stdio: 'ignore' }).error === undefined) ? test : test.skip;
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

/** A PDF as qpdf writes it anew with these words of its command line. */
export function rewritten(pdf: Uint8Array, ...words: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-qpdf-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    spawnSync('qpdf', [...words, join(folder, 'in.pdf'), join(folder, 'out.pdf')]);
    return readFileSync(join(folder, 'out.pdf'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

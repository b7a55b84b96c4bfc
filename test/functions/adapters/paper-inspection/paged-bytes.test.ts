import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { limitsOf } from '#domain/procedures/paper-limits';
import { inspectPdf } from '#functions/adapters/paper-inspection/inspect-pdf';
import { pagedBytes } from '#functions/adapters/paper-inspection/paged-bytes';
import { madeUpScan } from '#local/api-client/made-up-scan';
import { anEncryptedPdf, aPdf, harmfulPdfs, harmlessExtras, joined } from '#test/support/builders/paper-files';

const folder = mkdtempSync(join(tmpdir(), 'paged-'));
const held = randomBytes(700_000);
let descriptor: number;
beforeAll(() => {
  writeFileSync(join(folder, 'bytes'), held);
  descriptor = openSync(join(folder, 'bytes'), 'r');
});
afterAll(() => {
  closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

describe('the bytes of a file in pages', () => {
  const place = fc.integer({ min: -800_000, max: 800_000 });

  it('are those of the file, singly and in stretches of stretches', () => {
    const { bytes, gaveUp } = pagedBytes(descriptor, held.length);
    expect(bytes.length).toBe(held.length);
    fc.assert(
      fc.property(place, place, place, place, (from, to, innerFrom, innerTo) => {
        const one = bytes.subarray(from, to);
        const other = held.subarray(from, to);
        expect(one.length).toBe(other.length);
        const [inner, expected] = [one.subarray(innerFrom, innerTo), other.subarray(innerFrom, innerTo)];
        for (const at of [-1, 0, 1, expected.length >> 1, expected.length - 1, expected.length]) expect(inner[at]).toBe(expected[at]);
      }),
    );
    expect(gaveUp()).toBe(false);
  });

  it('give up on a reader who wants more than pages can give, or too much', () => {
    const whole = pagedBytes(descriptor, held.length);
    expect(() => whole.bytes.lastIndexOf(1)).toThrow('no lastIndexOf');
    expect(whole.gaveUp()).toBe(true);
    const greedy = pagedBytes(descriptor, held.length, 10);
    expect(() => Array.from({ length: 11 }, (_, at) => greedy.bytes[at])).toThrow('too much');
    expect(greedy.gaveUp()).toBe(true);
  });
});

describe('a PDF read in pages is judged as one that is held whole', () => {
  const good = async () => aPdf({ pages: 3 });
  test.each<[what: string, bytes: () => Promise<Uint8Array>]>([
    ['a plain one', good],
    ['one with links', () => aPdf({ change: harmlessExtras })],
    ['a scan', () => madeUpScan(3_000_000)],
    ['one with a password', anEncryptedPdf],
    ['one with much behind its end', async () => joined(await good(), ' '.repeat(3000))],
    ['one with JavaScript nobody refers to', async () => joined(await good(), '%/JavaScript')],
    ['one cut short', async () => (await good()).slice(0, -200)],
    ['one whose tables point elsewhere', async () => joined('%PDF-1.7\n', (await good()).slice(9 + 4))],
    ...Object.entries(harmfulPdfs).map(([what, change]): [string, () => Promise<Uint8Array>] => [what, () => aPdf({ change })]),
  ])('%s', async (what, bytes) => {
    const path = join(folder, what.replaceAll(/\W/g, '-'));
    writeFileSync(path, await bytes());
    expect(await inspectPdf(path, limitsOf(undefined), 0)).toEqual(await inspectPdf(path, limitsOf(undefined)));
  });
});

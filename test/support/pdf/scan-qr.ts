import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqr from 'jsqr';

/** What a telephone reads from the first page of a PDF, drawn by Poppler; only where `pdftoppm` is installed. */
export function scanQr(pdf: Uint8Array): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-qr-'));
  writeFileSync(join(folder, 'form.pdf'), pdf);
  spawnSync('pdftoppm', ['-r', '200', '-gray', '-singlefile', join(folder, 'form.pdf'), join(folder, 'form')]);
  const { pixels, width, height } = readGraymap(readFileSync(join(folder, 'form.pgm')));
  rmSync(folder, { recursive: true });
  return jsqr.default(pixels, width, height)?.data;
}

function readGraymap(file: Buffer): { pixels: Uint8ClampedArray; width: number; height: number } {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1'));
  const [whole = '', width = '0', height = '0'] = head ?? [];
  const gray = file.subarray(whole.length);
  const pixels = new Uint8ClampedArray(gray.length * 4).fill(255);
  for (const [index, value] of gray.entries()) pixels.fill(value, index * 4, index * 4 + 3);
  return { pixels, width: Number(width), height: Number(height) };
}

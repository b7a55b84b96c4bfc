import { createHash } from 'node:crypto';
import { PdfArray, PdfNumber, PdfString, type PdfDict, type PdfObject } from '@libpdf/core';
import type { FaultCode } from '#domain/documents/signature-faults';
import type { StrongHash } from '#functions/adapters/pades/verify-algorithms';

/** What a signature covers: everything up to the end of its revision but its own hexadecimal text. */
export interface CoveredRange {
  /** Where the bracket of the hexadecimal text opens, and the place behind the closing one. */
  readonly gapStart: number;
  readonly gapEnd: number;
  /** The end of the revision that was signed. */
  readonly end: number;
  /** The signature itself, with the padding behind it. */
  readonly contents: Buffer;
}

const LONGEST_CONTENTS = 2 * 1024 * 1024;
const OPENING = 0x3c;
const CLOSING = 0x3e;
const HEXADECIMAL = /^[0-9A-Fa-f\s\0]*$/;
const KEY_BEFORE = /\/Contents[\s\0]*$/;

/** Reads /ByteRange and /Contents of a signature dictionary and holds them to the very bytes of the file. */
export function readRange(file: Buffer, signature: PdfDict): CoveredRange | FaultCode {
  const range = signature.get('ByteRange');
  const contents = signature.get('Contents');
  if (!(range instanceof PdfArray) || !(contents instanceof PdfString) || contents.bytes.length === 0) return 'signature-incomplete';
  const place = placeIn(file, range);
  if (place === undefined || contents.bytes.length > LONGEST_CONTENTS) return 'not-whole-file';
  const { gapStart, gapEnd } = place;
  const isKeyBefore = KEY_BEFORE.test(file.subarray(Math.max(0, gapStart - 40), gapStart).toString('latin1'));
  return isKeyBefore && isExactlyContents(file.subarray(gapStart, gapEnd), contents) ? { ...place, contents: Buffer.from(contents.bytes) } : 'not-whole-file';
}

/** Four whole numbers: from the first byte to the gap, and from behind it to the end of the revision. */
function placeIn(file: Buffer, range: PdfArray): Omit<CoveredRange, 'contents'> | undefined {
  const numbers = range.toArray().map(wholeNumber);
  const [start, gapStart = -1, gapEnd = -1, after = -1] = numbers;
  const end = gapEnd + after;
  const isWithin = numbers.length === 4 && start === 0 && end <= file.length;
  return isWithin && isRising([0, gapStart, gapEnd, end]) ? { gapStart, gapEnd, end } : undefined;
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, place) => place === 0 || number > (numbers[place - 1] ?? 0));
}

function wholeNumber(entry: PdfObject): number {
  return entry instanceof PdfNumber && entry.isInteger() ? entry.value : -1;
}

/** The gap must be the hexadecimal text with its brackets and nothing else, and the one the dictionary gave us. */
function isExactlyContents(gap: Buffer, contents: PdfString): boolean {
  if (gap[0] !== OPENING || gap.at(-1) !== CLOSING) return false;
  const text = gap.subarray(1, -1).toString('latin1');
  if (!HEXADECIMAL.test(text)) return false;
  const digits = text.replaceAll(/[\s\0]/g, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').equals(contents.bytes);
}

/** Hashes what the signature covers. */
export function digestOfRange(file: Buffer, { gapStart, gapEnd, end }: CoveredRange, hash: StrongHash): Buffer {
  return createHash(hash).update(file.subarray(0, gapStart)).update(file.subarray(gapEnd, end)).digest();
}

const END_OF_FILE = /%%EOF[\s\0]{0,8}$/;
const LAST_BYTES = 24;

/** Whether a file, or a revision of one, ends as a PDF ends, with nothing hidden behind. */
export function endsAsPdf(file: Buffer): boolean {
  return END_OF_FILE.test(file.subarray(Math.max(0, file.length - LAST_BYTES)).toString('latin1'));
}

/** Where the file speaks of byte ranges, as the first number after the gap's start; signatures that no field leads to any more are found so. */
export function gapStartsIn(file: Buffer): readonly number[] {
  const found: number[] = [];
  for (let at = file.indexOf('/ByteRange'); at !== -1 && found.length < 1000; at = file.indexOf('/ByteRange', at + 1)) {
    const [, before] = /^\/ByteRange\s*\[\s*0\s+(\d{1,12})\s/.exec(file.subarray(at, at + 80).toString('latin1')) ?? [];
    if (before !== undefined && file[Number(before)] === OPENING) found.push(Number(before));
  }
  return found;
}

import { PdfRef, PdfStream, type PDF } from '@libpdf/core';

const MOST_DEFINITIONS = 100_000;
/** Only the numbers at its head are read of an object stream. */
const MOST_HEAD_BYTES = 256 * 1024;

/** The numbers of all objects that a later part of a file defines, by its text and in its object streams. */
export function redefinedNumbers(tail: Buffer, pdf: PDF): readonly number[] {
  const numbers = new Set<number>();
  for (const [, number] of tail.toString('latin1').matchAll(/(?<![0-9])(\d{1,10})[\s\0]+\d{1,5}[\s\0]+obj/g)) {
    numbers.add(Number(number));
    if (numbers.size > MOST_DEFINITIONS) break;
  }
  return [...numbers, ...[...numbers].flatMap((number) => numbersInStream(pdf, number))];
}

function numbersInStream(pdf: PDF, number: number): readonly number[] {
  const object = pdf.getObject(PdfRef.of(number));
  if (!(object instanceof PdfStream) || object.getName('Type')?.value !== 'ObjStm') return [];
  const head = Buffer.from(object.getDecodedData()).subarray(0, Math.min(MOST_HEAD_BYTES, object.getNumber('First')?.value ?? 0));
  return head
    .toString('latin1')
    .trim()
    .split(/\s+/)
    .filter((_, place) => place % 2 === 0)
    .map(Number);
}

/** The roots that trailers of a later part name. */
export function rootsNamedIn(tail: Buffer): readonly number[] {
  return [...tail.toString('latin1').matchAll(/\/Root[\s\0]+(\d{1,10})[\s\0]+\d{1,5}[\s\0]+R/g)].map(([, number]) => Number(number));
}

import { constants, inflateSync } from 'node:zlib';
import { PDF } from '@libpdf/core';

/** One of these tables holds the places of a million objects; more is made to exhaust whoever reads it. */
const MOST_TABLE_BYTES = 6 * 1024 * 1024;
const MOST_OBJECT_STREAM_BYTES = 24 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;
const LONGEST_DICTIONARY = 16 * 1024;
const STREAM = Buffer.from('stream');
const OBJECT = Buffer.from('obj');

/**
 * Opens a PDF, or a part of one up to the end of a revision; nothing when its structure is damaged. Nothing is repaired:
 * what one program repairs another shows differently, and the library's repair runs without end at a stray brace (0.4.2).
 */
export async function openPdf(bytes: Uint8Array): Promise<PDF | undefined> {
  try {
    return await PDF.load(bytes, { lenient: false });
  } catch {
    return undefined;
  }
}

/**
 * Whether the streams a parser must unpack before it knows the objects (object streams, tables of places) unpack to far
 * more than any honest file needs. Pages and pictures are never unpacked here, so that they may be as large as they like.
 */
export function unpacksTooMuch(file: Buffer): boolean {
  let unpacked = 0;
  for (let at = file.indexOf(STREAM); at !== -1; at = file.indexOf(STREAM, at + STREAM.length)) {
    if (file.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const dictionary = dictionaryBefore(file, at);
    const kind = kindOf(dictionary);
    if (kind === 'other') continue;
    if (kind === 'suspicious') return true;
    const size = unpackedSize(file.subarray(at + STREAM.length), kind === 'table' ? MOST_TABLE_BYTES : MOST_OBJECT_STREAM_BYTES);
    unpacked += size;
    if (unpacked > MOST_UNPACKED_BYTES) return true;
  }
  return false;
}

/** The text between the object's head and its stream; names written with `#xx` are read as a parser reads them. */
function dictionaryBefore(file: Buffer, at: number): string {
  const window = file.subarray(Math.max(0, at - LONGEST_DICTIONARY), at);
  const head = window.lastIndexOf(OBJECT);
  const text = window.subarray(head === -1 ? 0 : head + OBJECT.length).toString('latin1');
  return text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function kindOf(dictionary: string): 'other' | 'table' | 'objects' | 'suspicious' {
  const isObjects = dictionary.includes('ObjStm');
  if (!isObjects && !/XRef|\/W\s*\[/.test(dictionary)) return 'other';
  // No writer packs these twice or by the old methods; whoever does wants one small file to become a huge one.
  if (/LZW|RunLength|\/RL\b/.test(dictionary) || (dictionary.match(/FlateDecode|\/Fl\b/g) ?? []).length > 1) return 'suspicious';
  return isObjects ? 'objects' : 'table';
}

function unpackedSize(after: Buffer, limit: number): number {
  const start = after[0] === 0x0d && after[1] === 0x0a ? 2 : after[0] === 0x0a || after[0] === 0x0d ? 1 : 0;
  try {
    return inflateSync(after.subarray(start), { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH }).length;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? Number.POSITIVE_INFINITY : 0;
  }
}

import { type FileHandle } from 'node:fs/promises';

/** Readers of PDF look for its head in the first kilobyte, browsers for markup. */
const HEAD_BYTES = 1024;
const EOCD_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const END_OF_DIRECTORY = Buffer.from('PK\u0005\u0006', 'latin1');
const DIRECTORY_ENTRY = 0x02014b50;

/** True when some other program would take these bytes for something else: a web page, a PDF, an archive (GIFAR and its kin). */
export async function isPolyglot(file: FileHandle, { sizeBytes, type }: { readonly sizeBytes: number; readonly type: string }): Promise<boolean> {
  const head = (await readAt(file, 0, Math.min(HEAD_BYTES, sizeBytes))).toString('latin1').toLowerCase();
  if (/<(script|html|body|iframe|svg|!doctype html|\?php)/.test(head)) return true;
  if (type !== 'application/pdf' && head.includes('%pdf-')) return true;
  return !isArchive(type) && (await endsAsArchive(file, sizeBytes));
}

/** Types that are ZIP archives inside. */
export function isArchive(type: string): boolean {
  return type === 'application/zip' || type.startsWith('application/vnd.openxmlformats-officedocument.') || type.startsWith('application/vnd.oasis.opendocument.');
}

/** An end record that fits its place and points to a directory: an unpacker would open it, whatever stands before. */
async function endsAsArchive(file: FileHandle, sizeBytes: number): Promise<boolean> {
  const length = Math.min(sizeBytes, EOCD_BYTES + LONGEST_COMMENT);
  const from = sizeBytes - length;
  const tail = await readAt(file, from, length);
  for (let at = tail.lastIndexOf(END_OF_DIRECTORY); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END_OF_DIRECTORY, at - 1)) {
    if (at + EOCD_BYTES > tail.length) continue;
    const directoryAt = from + at - tail.readUInt32LE(at + 12);
    if (tail.readUInt16LE(at + 20) > tail.length - at - EOCD_BYTES || directoryAt < 0 || directoryAt === from + at) continue;
    if ((await readAt(file, directoryAt, 4)).readUInt32LE(0) === DIRECTORY_ENTRY) return true;
  }
  return false;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

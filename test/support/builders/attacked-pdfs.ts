import { deflateSync } from 'node:zlib';
import { CHANGED } from '#test/support/builders/changed-pdfs';
import { CERTIFIED } from '#test/support/builders/doubtful-certificates';
import { HONEST } from '#test/support/builders/honest-pdfs';
import type { SignatureCase } from '#test/support/builders/signature-cast';
import { WEAK } from '#test/support/builders/weak-signatures';
import { WRAPPED } from '#test/support/builders/wrapped-pdfs';

/** Every honest and every attacked file, and what two judges say of it. */
export const SIGNATURE_CASES: readonly SignatureCase[] = [...HONEST, ...CHANGED, ...WRAPPED, ...CERTIFIED, ...WEAK];

/** A file that would unpack to gigabytes in whoever looks for its objects. */
export function aBomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(80 * 1024 * 1024));
  const head = `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${String(packed.length)} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n', 'latin1')]);
}

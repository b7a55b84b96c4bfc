/** Where the signature goes into a file, and what it covers: everything but the hexadecimal string with its brackets. */
export interface SignatureRoom {
  readonly byteRange: readonly [number, number, number, number];
  /** Of the first hexadecimal digit. */
  readonly contentsAt: number;
  readonly digits: number;
}

const BYTE_RANGE = Buffer.from('/ByteRange [0 9999999999 9999999999 9999999999]');
const CONTENTS = Buffer.from('/Contents <');

/**
 * Finds the room left by `addSignatureField` in what was appended after `from`, and writes the real ByteRange there.
 * @throws Error when there is no such room
 */
export function claimRoom(file: Buffer, from: number): SignatureRoom {
  const rangeAt = file.indexOf(BYTE_RANGE, from);
  const contentsKeyAt = file.indexOf(CONTENTS, from);
  if (rangeAt < 0 || contentsKeyAt < 0) throw new Error('No room was left for the signature');
  const contentsAt = contentsKeyAt + CONTENTS.length;
  const end = file.indexOf('>', contentsAt);
  const byteRange = [0, contentsAt - 1, end + 1, file.length - end - 1] as const;
  const written = `/ByteRange [${byteRange.join(' ')}]`;
  file.write(written.padEnd(BYTE_RANGE.length, ' '), rangeAt, 'latin1');
  return { byteRange, contentsAt, digits: end - contentsAt };
}

/** @throws Error when the signature is larger than its room */
export function fillRoom(file: Buffer, { contentsAt, digits }: SignatureRoom, signature: Uint8Array): void {
  if (signature.length * 2 > digits) throw new Error(`A signature of ${String(signature.length)} octets does not fit into ${String(digits / 2)}`);
  file.write(Buffer.from(signature).toString('hex'), contentsAt, 'latin1');
}

export interface EmbeddedSignature {
  readonly byteRange: readonly number[];
  /** The CMS in DER, without the zeros behind it. */
  readonly cms: Buffer;
  /** What the signature covers. */
  readonly covered: Buffer;
}

/** The signatures of a file in the order in which they were appended, by reading its bytes, not its objects. */
export function embeddedSignatures(pdf: Uint8Array): readonly EmbeddedSignature[] {
  const file = Buffer.from(pdf);
  return [...file.toString('latin1').matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]/g)].map((found) => {
    const byteRange = found.slice(1).map(Number);
    const [start = 0, length = 0, second = 0, secondLength = 0] = byteRange;
    const padded = Buffer.from(file.subarray(start + length + 1, second - 1).toString('latin1'), 'hex');
    // A long DER length: 30 82 and two octets.
    const cms = padded.subarray(0, 4 + padded.readUInt16BE(2));
    return { byteRange, cms, covered: Buffer.concat([file.subarray(start, start + length), file.subarray(second, second + secondLength)]) };
  });
}

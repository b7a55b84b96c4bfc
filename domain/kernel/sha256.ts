/** SHA-256 as a port: the domain says what is hashed, the runtime does it. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Lower-case hex, as all hashes of the record are written. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @throws RangeError when the text is no hex */
export function fromHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) throw new RangeError('not lower-case hex');
  return Uint8Array.from({ length: hex.length / 2 }, (_none, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}

/** Joins byte strings into one. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Hex SHA-256 of a text's UTF-8 bytes. */
export function sha256OfText(sha256: Sha256, text: string): string {
  return toHex(sha256(new TextEncoder().encode(text)));
}

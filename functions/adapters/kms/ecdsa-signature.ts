/** Octets of r and of s on P-256: RFC 7518, §3.4. */
const HALF_BYTES = 32;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/**
 * An ECDSA signature of P-256 as KMS gives it (DER) in the form JWS wants (r and s, 32 octets each).
 * @throws Error for anything else
 */
export function rawSignature(der: Uint8Array): Uint8Array {
  const [sequence, length] = der;
  if (sequence !== SEQUENCE || length !== der.length - 2) throw new Error('This is no ECDSA signature of P-256');
  const r = integerAt(der, 2);
  const s = integerAt(der, r.end);
  if (s.end !== der.length) throw new Error('This is no ECDSA signature of P-256');
  const raw = new Uint8Array(2 * HALF_BYTES);
  raw.set(r.magnitude, HALF_BYTES - r.magnitude.length);
  raw.set(s.magnitude, 2 * HALF_BYTES - s.magnitude.length);
  return raw;
}

/** DER writes a positive integer with as few octets as can be, and a zero before a first bit that is set. */
function integerAt(der: Uint8Array, at: number): { readonly magnitude: Uint8Array; readonly end: number } {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  const magnitude = der.subarray(der[at + 2] === 0 ? at + 3 : at + 2, end);
  if (der[at] !== INTEGER || length === 0 || end > der.length || magnitude.length > HALF_BYTES) throw new Error('This is no ECDSA signature of P-256');
  return { magnitude, end };
}

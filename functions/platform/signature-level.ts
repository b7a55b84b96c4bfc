/** DER of id-aa-timeStampToken, 1.2.840.113549.1.9.16.2.14 (RFC 3161, Appendix A), in the hexadecimal of a PDF's signature. */
const TIMESTAMP_TOKEN = '060b2a864886f70d010910020e';

/** The level of the last signature: B-T carries a timestamp token. Read from the bytes, because another run may have made them. */
export function signatureLevel(pdf: Uint8Array, lengthBefore: number): 'B-B' | 'B-T' {
  const added = Buffer.from(pdf.subarray(lengthBefore)).toString('latin1').toLowerCase();
  return added.includes(TIMESTAMP_TOKEN) ? 'B-T' : 'B-B';
}

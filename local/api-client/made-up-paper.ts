const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** A paper that is what it says, the same for the same slot, size and type; never smaller than its type needs. */
export function madeUpPaper(slot: string, sizeBytes: number, contentType = 'application/pdf'): Uint8Array<ArrayBuffer> {
  return contentType === 'image/jpeg' ? madeUpJpeg(slot, sizeBytes) : madeUpPdf(slot, sizeBytes);
}

/** One empty page and a stream of blanks that makes up the size. */
function madeUpPdf(slot: string, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const shortest = pdfWith(slot, 0).byteLength;
  // The length of the stream is written in digits, which are part of the size.
  for (let blanks = Math.max(0, sizeBytes - shortest - String(sizeBytes).length); ; blanks += 1) {
    const pdf = pdfWith(slot, blanks);
    if (pdf.byteLength >= sizeBytes) return pdf;
  }
}

function pdfWith(slot: string, blanks: number): Uint8Array<ArrayBuffer> {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    `<< /Length ${String(blanks)} >>\nstream\n${' '.repeat(blanks)}\nendstream`,
  ];
  let body = `%PDF-1.7\n% ${slot}\n`;
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 5\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`;
  return new Uint8Array(text(body + table));
}

const COMMENT_FRAME_BYTES = 4;
const LONGEST_COMMENT = 65_533;

/** The segments of a small picture, with comments that make up the size. */
function madeUpJpeg(slot: string, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const start = [0xff, 0xd8, 0xff, 0xe0, 0, 16, ...text('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0, ...comment(text(slot))];
  const end = [0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x12, 0x34, 0xff, 0xd9];
  const filling: number[] = [];
  for (let left = sizeBytes - start.length - end.length; left > COMMENT_FRAME_BYTES; left = sizeBytes - start.length - end.length - filling.length) {
    filling.push(...comment(new Uint8Array(Math.min(left - COMMENT_FRAME_BYTES, LONGEST_COMMENT)).fill(0x20)));
  }
  return new Uint8Array([...start, ...filling, ...end]);
}

function comment(bytes: Uint8Array): number[] {
  const length = bytes.byteLength + 2;
  return [0xff, 0xfe, length >> 8, length & 0xff, ...bytes];
}

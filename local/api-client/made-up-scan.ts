import { randomFillSync } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

/** A4 at 150 dots an inch. */
const WIDTH = 1240;
const HEIGHT = 1754;
const A4_POINTS = [595, 842] as const;

/** A scan of about so many bytes: pages that each hold one grey picture which cannot be packed, as the grain of a scanner cannot. */
export async function madeUpScan(sizeBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({ size: [...A4_POINTS], margin: 0, compress: false });
  const written = buffer(document);
  const rows = Math.max(1, Math.floor(sizeBytes / WIDTH));
  for (let row = 0; row < rows; row += HEIGHT) {
    if (row > 0) document.addPage();
    document.image(Buffer.from(greyNoise(Math.min(HEIGHT, rows - row))), 0, 0, { width: A4_POINTS[0] });
  }
  document.end();
  return new Uint8Array(await written);
}

/** A PNG of noise. */
function greyNoise(height: number): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = randomFillSync(Buffer.alloc((WIDTH + 1) * height));
  // The first byte of a row names its filter.
  for (let row = 0; row < height; row += 1) rows[row * (WIDTH + 1)] = 0;
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 0 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(word: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(word, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

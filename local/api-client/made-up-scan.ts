import { randomFillSync } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { greyPng } from '#local/api-client/grey-png';

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
  const rows = randomFillSync(Buffer.alloc((WIDTH + 1) * height));
  // The first byte of a row names its filter.
  for (let row = 0; row < height; row += 1) rows[row * (WIDTH + 1)] = 0;
  return greyPng({ width: WIDTH, height, packedRows: deflateSync(rows, { level: 0 }) });
}

import type { Findings } from '#domain/documents/paper-inspector';
import type { PaperLimits } from '#domain/procedures/paper-limits';

/** How large an image is by its header, and where it ends by its own structure. */
interface Extent {
  readonly pixels: number;
  readonly end: number;
}

type ReadExtent = (bytes: Buffer) => Extent | undefined;

/** Holds an image to its pixels and its end. The pixels themselves are never decoded. */
export function inspectImage(bytes: Buffer, readExtent: ReadExtent, { maxPixels, maxTrailingBytes }: PaperLimits): Findings {
  const extent = readExtent(bytes);
  if (extent === undefined) return { reasons: ['broken'] };
  return {
    reasons: [...(extent.pixels > maxPixels ? (['too-many-pixels'] as const) : []), ...(bytes.length - extent.end > maxTrailingBytes ? (['polyglot'] as const) : [])],
  };
}

const PNG_HEAD_BYTES = 8;
const CHUNK_FRAME_BYTES = 12;

/** PNG: chunks of a length, a word, data and a checksum, from IHDR to IEND. */
export function pngExtent(bytes: Buffer): Extent | undefined {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  const pixels = bytes.readUInt32BE(16) * bytes.readUInt32BE(20);
  let at = PNG_HEAD_BYTES;
  while (at + CHUNK_FRAME_BYTES <= bytes.length) {
    const word = bytes.toString('latin1', at + 4, at + 8);
    at += CHUNK_FRAME_BYTES + bytes.readUInt32BE(at);
    if (word === 'IEND') return at <= bytes.length ? { pixels, end: at } : undefined;
  }
  return undefined;
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/**
 * JPEG: segments from SOI to EOI. Cameras put further whole images behind the first (previews, brightness maps), so the end
 * is that of the last of them.
 */
export function jpegExtent(bytes: Buffer): Extent | undefined {
  let extent = oneJpeg(bytes, 0);
  while (extent !== undefined && bytes.readUInt16BE(Math.min(extent.end, bytes.length - 2)) === 0xffd8) {
    const next = oneJpeg(bytes, extent.end);
    if (next === undefined) return extent;
    extent = { pixels: Math.max(extent.pixels, next.pixels), end: next.end };
  }
  return extent;
}

function oneJpeg(bytes: Buffer, from: number): Extent | undefined {
  let pixels = 0;
  let at = from + 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    if (isFrame(marker) && at + 9 <= bytes.length) pixels = Math.max(pixels, bytes.readUInt16BE(at + 5) * bytes.readUInt16BE(at + 7));
    at += marker === 0xff ? 1 : 2 + length;
    if (marker !== START_OF_SCAN) continue;
    at = endOfScan(bytes, at);
    if (bytes[at + 1] === END_OF_IMAGE) return pixels === 0 ? undefined : { pixels, end: at + 2 };
  }
  return undefined;
}

/** SOF0–SOF15 without the tables that share their range (DHT, JPG, DAC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** In coded data FF stands only before 00 and before restart marks; any other mark ends it. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const mark = bytes[at + 1] ?? 0;
    if (mark !== 0 && mark !== 0xff && !(mark >= 0xd0 && mark <= 0xd7)) return at;
  }
  return bytes.length;
}

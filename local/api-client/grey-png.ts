import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Eight bits of grey, and every method the only one there is. */
const EIGHT_BIT_GREY = [8, 0, 0, 0, 0];

interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** Each row after the byte that names its filter, all of them deflated. */
  readonly packedRows: Buffer;
}

/** A PNG around rows somebody packed, which nothing holds to its size. */
export function greyPng({ width, height, packedRows }: GreyPicture): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set(EIGHT_BIT_GREY, 8);
  return new Uint8Array(Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', packedRows), chunk('IEND', Buffer.alloc(0))]));
}

function chunk(word: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(word, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

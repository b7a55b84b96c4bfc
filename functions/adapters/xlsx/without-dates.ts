const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const CENTRAL_LENGTH = 46;
/** 1 January 1980, 00:00: the first moment a ZIP archive can tell (APPNOTE 4.4.6). */
const FIRST_MOMENT = 0x00210000;

/** The archive with every entry dated alike: the library writes the clock into it, and the same content would give other bytes. */
export function withoutDates(archive: Uint8Array): Uint8Array {
  const bytes = Buffer.from(archive);
  const end = bytes.length - END_LENGTH;
  if (bytes.readUInt32LE(end) !== END_SIGNATURE) throw new Error('The archive does not end as one written without a comment.');
  let entry = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    bytes.writeUInt32LE(FIRST_MOMENT, entry + 12);
    bytes.writeUInt32LE(FIRST_MOMENT, bytes.readUInt32LE(entry + 42) + 10);
    entry += CENTRAL_LENGTH + bytes.readUInt16LE(entry + 28) + bytes.readUInt16LE(entry + 30) + bytes.readUInt16LE(entry + 32);
  }
  return bytes;
}

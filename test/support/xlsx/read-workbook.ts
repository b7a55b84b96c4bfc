import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** The shared texts of a workbook, which are all its cells when every cell is text. */
export async function readWorkbook(bytes: Uint8Array): Promise<string[]> {
  const xml = (await entriesOf(bytes)).get('xl/sharedStrings.xml') ?? '';
  return [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text = '']) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}

/** The files in an archive, by name. */
export function entriesOf(bytes: Uint8Array): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const found = new Map<string, string>();
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const failed = (fault: Error) => reject(fault);
      zip.on('entry', (entry: Entry) => readEntry(zip, entry, { found, failed }));
      zip.on('end', () => resolve(found));
      zip.on('error', failed);
      zip.readEntry();
    });
  });
}

interface Reading {
  readonly found: Map<string, string>;
  failed(fault: Error): void;
}

function readEntry(zip: ZipFile, entry: Entry, { found, failed }: Reading): void {
  zip.openReadStream(entry, (error, stream) => {
    if (error !== null) {
      failed(error);
      return;
    }
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', failed);
    stream.on('end', () => {
      found.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
      zip.readEntry();
    });
  });
}

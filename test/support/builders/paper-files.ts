import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { greyPng } from '#local/api-client/grey-png';

/** Put together here, so that no scanner takes this file for what it describes. */
export const EICAR = ['X5O!P%@AP[4', String.fromCodePoint(92), 'PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('');

/** A plain scan of so many pages. */
export async function aPdf({ pages = 1, change }: { readonly pages?: number; readonly change?: (pdf: PDF) => void } = {}): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = PDF.create();
  for (let page = 0; page < pages; page += 1) pdf.addPage({ size: 'a4' });
  change?.(pdf);
  return new Uint8Array(await pdf.save());
}

const javaScript = () => PdfDict.of({ Type: PdfName.of('Action'), S: PdfName.of('JavaScript'), JS: PdfString.fromString('app.alert(1)') });

/** Where no reader of ours looks, and some reader might. */
const atAnOddPlace = (pdf: PDF, action: PdfDict) => pdf.getCatalog().set('PieceInfo', PdfDict.of({ Odd: pdf.register(action) }));

/** PDFs that do what a paper does not, by what they do. */
export const harmfulPdfs = {
  'JavaScript when it is opened': (pdf: PDF) => pdf.getCatalog().set('OpenAction', pdf.register(javaScript())),
  'JavaScript in its tree of names': (pdf: PDF) =>
    pdf.getCatalog().set('Names', PdfDict.of({ JavaScript: PdfDict.of({ Names: new PdfArray([PdfString.fromString('a'), pdf.register(javaScript())]) }) })),
  'JavaScript at an odd place': (pdf: PDF) => atAnOddPlace(pdf, javaScript()),
  'an action whose kind stands elsewhere': (pdf: PDF) => atAnOddPlace(pdf, PdfDict.of({ S: pdf.register(PdfName.of('Launch')), F: PdfString.fromString('calc.exe') })),
  'a program to start': (pdf: PDF) => atAnOddPlace(pdf, PdfDict.of({ Type: PdfName.of('Action'), S: PdfName.of('Launch'), F: PdfString.fromString('calc.exe') })),
  'an address to send its form to': (pdf: PDF) => atAnOddPlace(pdf, PdfDict.of({ S: PdfName.of('SubmitForm'), F: PdfString.fromString('https://example.com') })),
  'something to do when it is opened': (pdf: PDF) => pdf.getCatalog().set('OpenAction', PdfDict.of({ S: PdfName.of('URI'), URI: PdfString.fromString('https://example.com') })),
  'a file within it': (pdf: PDF) => pdf.addAttachment('x.exe', new Uint8Array([1, 2, 3])),
  'an XFA form': (pdf: PDF) => pdf.getCatalog().set('AcroForm', PdfDict.of({ XFA: pdf.register(PdfStream.fromDict({}, new Uint8Array([1]))) })),
} as const satisfies Readonly<Record<string, (pdf: PDF) => unknown>>;

/** What no fault is: a page to open at, a link, an outline. */
export function harmlessExtras(pdf: PDF): void {
  pdf.getCatalog().set('OpenAction', new PdfArray([PdfNumber.of(0), PdfName.of('Fit')]));
  atAnOddPlace(pdf, PdfDict.of({ Type: PdfName.of('Annot'), Subtype: PdfName.of('Link'), A: PdfDict.of({ S: PdfName.of('URI'), URI: PdfString.fromString('https://dichvucong.gov.vn') }) }));
}

export async function anEncryptedPdf(): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' });
  pdf.setProtection({ userPassword: 'bi-mat', ownerPassword: 'chu' });
  return new Uint8Array(await pdf.save());
}

/** A grey PNG of any size, whose pixels compress to nothing. */
export function aPng({ width = 4, height = 4 }: { readonly width?: number; readonly height?: number } = {}): Uint8Array<ArrayBuffer> {
  const packedRows = deflateSync(Buffer.alloc((Math.min(width, 64) + 1) * Math.min(height, 64)));
  return greyPng({ width, height, packedRows });
}

/** The segments of a JPEG, with made-up coded data: what a camera's file looks like from outside. */
export function aJpeg({ width = 640, height = 480 }: { readonly width?: number; readonly height?: number } = {}): Uint8Array<ArrayBuffer> {
  const jfif = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
  const frame = Buffer.from('ffc0000b08000000000101110000', 'hex').subarray(0, 13);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const scan = Buffer.from('ffda0008010100003f0012ff0034ffd05678', 'hex');
  return new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, frame, scan, Buffer.from([0xff, 0xd9])]));
}

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

export async function aZip(entries: readonly ZipEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const { name, bytes } of entries) zip.addBuffer(Buffer.from(bytes), name);
  zip.end();
  const collected = await buffer(zip.outputStream);
  return new Uint8Array(collected);
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const DOCX = WORD;

/** A Word document; with more entries where something is to be hidden in it. */
export function aDocx(more: readonly ZipEntry[] = [], mainType = `${WORD}.main+xml`): Promise<Uint8Array<ArrayBuffer>> {
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${mainType}"/></Types>`;
  return aZip([{ name: '[Content_Types].xml', bytes: types }, { name: 'word/document.xml', bytes: '<w:document/>' }, ...more]);
}

export function joined(...parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
}

import { createHash } from 'node:crypto';
import { CryptoKeySigner, PDF, type TimestampAuthority } from '@libpdf/core';
import PDFDocument from 'pdfkit';
import type { HeldCertificate } from '#test/support/builders/authority-builders';

export interface PlainPdfWish {
  readonly text?: string;
  /** Bytes of noise in an attached picture-like stream, to make the file as large as wanted. */
  readonly noise?: Buffer;
  readonly withTextField?: boolean;
}

/** A one-page document as an office program would write it. */
export async function aPlainPdf({ text = 'Quyet dinh so 12/QD-UBND', withTextField = false, noise }: PlainPdfWish = {}): Promise<Buffer> {
  const document = new PDFDocument({ compress: false, info: { CreationDate: new Date('2026-11-26T01:00:00Z') } });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve) => void document.on('end', resolve));
  document.text(text);
  if (withTextField) {
    document.initForm();
    document.formText('amount', 50, 200, 200, 20, { value: '1000000' });
  }
  if (noise !== undefined) document.file(noise, { name: 'noise.bin' });
  document.end();
  await done;
  return Buffer.concat(chunks);
}

export interface SigningWish {
  readonly signer: HeldCertificate;
  readonly certificates?: readonly HeldCertificate[];
  readonly fieldName?: string;
  readonly signedAt?: string;
  readonly timestamps?: TimestampAuthority;
  readonly subFilter?: 'adbe.pkcs7.detached' | 'ETSI.CAdES.detached';
}

/** Signs with the library's own signer, by an incremental update. */
export async function signed(pdf: Uint8Array, { signer, certificates = [], fieldName = 'Signature1', signedAt = '2026-11-26T02:00:00Z', timestamps, subFilter = 'ETSI.CAdES.detached' }: SigningWish): Promise<Buffer> {
  const opened = await PDF.load(pdf);
  const isRsa = signer.keys.privateKey.algorithm.name.startsWith('RSA');
  const key = isRsa
    ? new CryptoKeySigner(signer.keys.privateKey, signer.der, 'RSA', 'RSASSA-PKCS1-v1_5', certificates.map(({ der }) => der))
    : new CryptoKeySigner(signer.keys.privateKey, signer.der, 'EC', 'ECDSA', certificates.map(({ der }) => der));
  const { bytes } = await opened.sign({ signer: key, fieldName, reason: 'Phe duyet', signingTime: new Date(signedAt), subFilter, ...(timestamps !== undefined && { timestampAuthority: timestamps }) });
  return Buffer.from(bytes);
}

interface Place {
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
}

/** Where the last signature of a file lies, and what it covers. */
export function placeOfSignature(pdf: Buffer): Place {
  const at = pdf.lastIndexOf('/ByteRange');
  const numbers = /\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(pdf.subarray(at, at + 100).toString('latin1'));
  const [gapStart = 0, gapEnd = 0, after = 0] = (numbers ?? []).slice(1).map(Number);
  return { gapStart, gapEnd, end: gapEnd + after };
}

/** The digest a signature must carry. */
export function digestOf(pdf: Buffer, hash: 'sha1' | 'sha256' = 'sha256'): Buffer {
  const { gapStart, gapEnd, end } = placeOfSignature(pdf);
  return createHash(hash).update(pdf.subarray(0, gapStart)).update(pdf.subarray(gapEnd, end)).digest();
}

/** The CMS of the last signature, without its padding. */
export function cmsOf(pdf: Buffer): Buffer {
  const { gapStart, gapEnd } = placeOfSignature(pdf);
  const bytes = Buffer.from(pdf.subarray(gapStart + 1, gapEnd - 1).toString('latin1'), 'hex');
  const length = bytes.readUInt16BE(2) + 4;
  return bytes.subarray(0, length);
}

/** The same file with another CMS in the place of its last signature; `placed` tells where that is when the file lies about it. */
export function withCms(pdf: Buffer, cms: Uint8Array, placed = pdf): Buffer {
  const { gapStart, gapEnd } = placeOfSignature(placed);
  const hex = Buffer.from(cms).toString('hex').padEnd(gapEnd - gapStart - 2, '0');
  return Buffer.concat([pdf.subarray(0, gapStart + 1), Buffer.from(hex, 'latin1'), pdf.subarray(gapEnd - 1)]);
}

/** Replaces text of the same length, wherever it stands. */
export function replaced(pdf: Buffer, from: string, to: string): Buffer {
  if (from.length !== to.length || !pdf.includes(from)) throw new Error(`Cannot put "${to}" in the place of "${from}".`);
  return Buffer.from(pdf.toString('latin1').replaceAll(from, to), 'latin1');
}

/** Objects by number, as they stand between `obj` and `endobj`. */
export type NewObjects = Readonly<Record<number, string>>;

/** Appends an incremental update with a table of its own, as any editor would. */
export function appended(pdf: Buffer, objects: NewObjects, trailer: { readonly root?: number } = {}): Buffer {
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.subarray(-100).toString('latin1'))?.[1]);
  const { size, root, info } = trailerOf(pdf);
  const parts: string[] = [];
  const entries: { readonly number: number; readonly offset: number }[] = [];
  let offset = pdf.length;
  for (const [number, body] of Object.entries(objects)) {
    const text = `${number} 0 obj\n${body}\nendobj\n`;
    entries.push({ number: Number(number), offset });
    parts.push(text);
    offset += Buffer.byteLength(text, 'latin1');
  }
  const table = entries.map((entry) => `${String(entry.number)} 1\n${String(entry.offset).padStart(10, '0')} 00000 n\r\n`).join('');
  const newSize = Math.max(size, ...entries.map(({ number }) => number + 1));
  const end = `xref\n${table}trailer\n<< /Size ${String(newSize)} /Root ${String(trailer.root ?? root)} 0 R ${info} /Prev ${String(previous)} >>\nstartxref\n${String(offset)}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(parts.join('') + end, 'latin1')]);
}

function trailerOf(pdf: Buffer): { readonly size: number; readonly root: number; readonly info: string } {
  const text = pdf.subarray(pdf.lastIndexOf('trailer')).toString('latin1');
  return { size: Number(/\/Size (\d+)/.exec(text)?.[1]), root: Number(/\/Root (\d+)/.exec(text)?.[1]), info: /\/Info \d+ 0 R/.exec(text)?.[0] ?? '' };
}

/** The number and the text of the last object whose text holds a word. */
export function objectWith(pdf: Buffer, word: string): { readonly number: number; readonly body: string } {
  const found = [...pdf.toString('latin1').matchAll(/(?<!\d)(\d+) 0 obj\s([\s\S]*?)\sendobj/g)].findLast(([, , body]) => body?.includes(word) === true);
  if (found === undefined) throw new Error(`No object holds "${word}".`);
  return { number: Number(found[1]), body: found[2] ?? '' };
}

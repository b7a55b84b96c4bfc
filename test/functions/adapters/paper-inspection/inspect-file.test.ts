import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PDF, PdfDict, PdfName } from '@libpdf/core';
import { afterAll, describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { Inspection, InspectionOrder } from '#domain/documents/paper-inspector';
import { limitsOf, type PaperLimits } from '#domain/procedures/paper-limits';
import { inspectFile } from '#functions/adapters/paper-inspection/inspect-file';
import { aDocx, aJpeg, anEncryptedPdf, aPdf, aPng, aZip, DOCX, harmfulPdfs, harmlessExtras, joined } from '#test/support/builders/paper-files';

const folder = mkdtempSync(join(tmpdir(), 'papers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TAKEN = ['application/pdf', 'image/png', 'image/jpeg', DOCX, 'application/zip'];
let files = 0;

interface Told {
  readonly limits?: Partial<PaperLimits>;
  readonly announced?: Partial<InspectionOrder>;
}

async function inspected(bytes: Uint8Array, contentType = 'application/pdf', { limits = {}, announced = {} }: Told = {}): Promise<Inspection> {
  const path = join(folder, String((files += 1)));
  writeFileSync(path, bytes);
  const fetched = { sizeBytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
  return inspectFile(path, fetched, { ...fetched, contentType, allowedTypes: TAKEN, limits: { ...limitsOf(undefined), ...limits }, ...announced });
}

const reasonsOf = async (...given: Parameters<typeof inspected>) => (await inspected(...given)).reasons;

describe('a paper that is what it says', () => {
  test('a PDF is accepted, and its pages are counted', async () => {
    expect(await inspected(await aPdf({ pages: 3 }))).toMatchObject({ foundType: 'application/pdf', pages: 3, reasons: [] });
  });

  test('a PDF may have links and a page to open at', async () => {
    expect(await reasonsOf(await aPdf({ change: harmlessExtras }))).toEqual([]);
  });

  test.each([
    ['a PNG', aPng(), 'image/png'],
    ['a JPEG', aJpeg(), 'image/jpeg'],
    ['a JPEG of a camera, with a second image behind the first', joined(aJpeg(), aJpeg()), 'image/jpeg'],
  ])('%s is accepted', async (_what, bytes, type) => {
    expect(await inspected(bytes, type)).toMatchObject({ foundType: type, reasons: [] });
  });

  test('a Word document is accepted, and an archive of scans where archives are taken', async () => {
    expect(await reasonsOf(await aDocx(), DOCX)).toEqual([]);
    expect(await reasonsOf(await aZip([{ name: 'trang 1.pdf', bytes: 'x' }]), 'application/zip')).toEqual([]);
  });
});

describe('a paper that is not what was announced', () => {
  test.each<[string, Partial<InspectionOrder>, string]>([
    ['another hash', { sha256: 'a'.repeat(64) }, 'hash-differs'],
    ['another size', { sizeBytes: 7 }, 'size-differs'],
    ['a type the slot does not take', { allowedTypes: ['image/png'] }, 'type-not-allowed'],
  ])('is refused for %s', async (_what, announced, reason) => {
    expect(await reasonsOf(await aPdf(), 'application/pdf', { announced })).toEqual([reason]);
  });

  test('is refused when a picture was renamed to .pdf', async () => {
    expect(await inspected(aPng())).toMatchObject({ foundType: 'image/png', reasons: ['type-differs'] });
  });

  test('is refused when nobody knows what it is', async () => {
    expect(await reasonsOf(joined('xin chào'))).toEqual(['type-unknown']);
  });
});

describe('a PDF is refused that has', () => {
  test.each(Object.entries(harmfulPdfs))('%s', async (what, change) => {
    const plain = await aPdf({ change });
    const expected = what.startsWith('JavaScript') ? 'pdf-javascript' : { program: 'pdf-launch', whose: 'pdf-launch', file: 'pdf-attachment', XFA: 'pdf-xfa' }[what.split(' ').find((word) => ['program', 'whose', 'file', 'XFA'].includes(word)) ?? ''];
    expect(await reasonsOf(plain)).toContain(expected ?? 'pdf-acts');
  });

  test('a password', async () => {
    expect(await reasonsOf(await anEncryptedPdf())).toEqual(['pdf-encrypted']);
  });

  test('too many pages, or too many objects', async () => {
    expect(await reasonsOf(await aPdf({ pages: 4 }), 'application/pdf', { limits: { maxPages: 3 } })).toEqual(['too-many-pages']);
    expect(await reasonsOf(await aPdf({ pages: 4 }), 'application/pdf', { limits: { maxPdfObjects: 3 } })).toEqual(['too-complex']);
  });

  test('a name written so that it is not seen', async () => {
    const change = (pdf: PDF) => pdf.getCatalog().set('PieceInfo', PdfDict.of({ S: PdfName.of('JavaScriptXX') }));
    const bytes = Buffer.from(await aPdf({ change })).toString('latin1');
    const hidden = Buffer.from(bytes.replace('/JavaScriptXX', '/J#61vaScript'), 'latin1');
    expect(hidden.includes('/JavaScript')).toBe(false);
    expect(await reasonsOf(new Uint8Array(hidden))).toContain('pdf-javascript');
  });

  test('nothing that can be read', async () => {
    expect(await reasonsOf(joined('%PDF-1.7\n', '%%EOF'))).toEqual(['broken']);
  });
});

describe('a polyglot is refused', () => {
  const zip = () => aZip([{ name: 'a.class', bytes: 'x' }]);
  test('a PDF with an archive behind it', async () => expect(await reasonsOf(joined(await aPdf(), await zip()))).toEqual(['polyglot']));
  test('a picture that is an archive too (GIFAR)', async () => expect(await reasonsOf(joined(aPng(), await zip()), 'image/png')).toEqual(['polyglot']));
  test('a PDF that is a web page too', async () => {
    const text = Buffer.from(await aPdf()).toString('latin1').replace('\n', '\n%<script>alert(1)</script>\n');
    expect(await reasonsOf(new Uint8Array(Buffer.from(text, 'latin1')))).toContain('polyglot');
  });
  test('a picture that is a PDF too', async () => {
    const comment = Buffer.from('fffe00102550 44462d312e37'.replaceAll(' ', ''), 'hex');
    const jpeg = aJpeg();
    const bytes = joined(jpeg.subarray(0, 2), Buffer.concat([comment, Buffer.alloc(16 + 2 - comment.length, 0x20)]), jpeg.subarray(2));
    expect(await reasonsOf(bytes, 'image/jpeg')).toEqual(['polyglot']);
  });
  test('a picture with more behind it than a camera leaves', async () => {
    expect(await reasonsOf(joined(aJpeg(), Buffer.alloc(2000)), 'image/jpeg')).toEqual(['polyglot']);
    expect(await reasonsOf(joined(aPng(), Buffer.alloc(2000)), 'image/png')).toEqual(['polyglot']);
  });
});

describe('pictures, office files and archives', () => {
  test('a picture of too many pixels is refused by its header', async () => {
    expect(await reasonsOf(aPng({ width: 60_000, height: 60_000 }), 'image/png')).toEqual(['too-many-pixels']);
    expect(await reasonsOf(aJpeg({ width: 60_000, height: 60_000 }), 'image/jpeg')).toEqual(['too-many-pixels']);
  });

  test('a picture cut short is broken', async () => {
    expect(await reasonsOf(aPng().subarray(0, 50), 'image/png')).toEqual(['broken']);
    expect(await reasonsOf(aJpeg().subarray(0, 30), 'image/jpeg')).toEqual(['broken']);
  });

  test('a document with macros is refused, whether it says so or not', async () => {
    expect(await reasonsOf(await aDocx([{ name: 'word/vbaProject.bin', bytes: 'x' }]), DOCX)).toEqual(['macros']);
    expect(await reasonsOf(await aDocx([], 'application/vnd.ms-word.document.macroEnabled.main+xml'), DOCX)).toContain('macros');
  });

  test('an archive is refused with a kind of file that is not taken', async () => {
    expect(await reasonsOf(await aZip([{ name: 'a.pdf', bytes: 'x' }, { name: 'b.exe', bytes: 'x' }]), 'application/zip')).toEqual(['archive-not-allowed']);
  });

  test('an archive that inflates beyond measure is refused', async () => {
    const bomb = await aZip([{ name: 'a.pdf', bytes: new Uint8Array(3 * 1024 ** 2) }]);
    expect(await reasonsOf(bomb, 'application/zip')).toEqual(['archive-bomb']);
    expect(await reasonsOf(await aZip(Array.from({ length: 5 }, (_none, index) => ({ name: `${String(index)}.pdf`, bytes: 'x' }))), 'application/zip', { limits: { maxArchiveEntries: 4 } })).toEqual(['archive-bomb']);
  });
});

it('whatever happens to its bytes, a PDF is looked into without a fault, and never accepted as what it is not', async () => {
  const pdf = await aPdf({ pages: 2 });
  const broken = fc.record({ at: fc.nat({ max: pdf.length - 1 }), cut: fc.nat({ max: 200 }), by: fc.uint8Array({ maxLength: 50 }) });
  await fc.assert(
    fc.asyncProperty(broken, async ({ at, cut, by }) => {
      const bytes = joined(pdf.subarray(0, at), by, pdf.subarray(Math.min(pdf.length, at + cut)));
      const found = await inspected(bytes);
      expect(found.reasons.length === 0 ? found.foundType : 'application/pdf').toBe('application/pdf');
    }),
    { numRuns: 100 },
  );
});

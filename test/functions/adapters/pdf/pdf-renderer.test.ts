import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SAMPLE_MADE_AT, sampleResult } from '#domain/documents/forms/sample-result';
import type { RenderOrder } from '#domain/documents/rendering';
import { documentTemplates, findTemplate } from '#domain/documents/templates';
import { readPdf } from '#test/support/pdf/read-pdf';
import { testRenderer } from '#test/support/pdf/test-renderer';
import { receiptSample } from './receipt-data.ts';

const renderer = testRenderer();
const order: RenderOrder = { template: { id: 'receipt', version: 1 }, language: 'vi', data: receiptSample(), qr: 'eyJhbGciOiJFUzI1NiJ9.statement', madeAt: '2026-11-26T01:30:00.000Z' };
const EVERY_LETTER = 'À Á Ả Ã Ạ Ă Ằ Ắ Ẳ Ẵ Ặ Â Ầ Ấ Ẩ Ẫ Ậ Đ È É Ẻ Ẽ Ẹ Ê Ề Ế Ể Ễ Ệ Ì Í Ỉ Ĩ Ị Ò Ó Ỏ Õ Ọ Ô Ồ Ố Ổ Ỗ Ộ Ơ Ờ Ớ Ở Ỡ Ợ Ù Ú Ủ Ũ Ụ Ư Ừ Ứ Ử Ữ Ự Ỳ Ý Ỷ Ỹ Ỵ';

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a rendered form', () => {
  it('says what it says in exact Vietnamese, whichever way the letters were typed', async () => {
    const letters = `${EVERY_LETTER} ${EVERY_LETTER.toLowerCase()}`;
    const { pdf } = await renderer.render({ ...order, data: receiptSample({ applicant: { fullName: letters.normalize('NFD'), identityNumber: '001087654321' } }) });
    const { words } = await readPdf(pdf);
    expect(words).toContain(letters.normalize('NFC'));
    expect(words).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc');
    expect(words).toContain('Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 02 tháng 12 năm 2026');
  });

  it('can be heard: tagged from the heading to the cells, with its language, its title and words for the QR code', async () => {
    const read = await readPdf((await renderer.render(order)).pdf);
    expect(read.isTagged).toBe(true);
    expect(read.title).toBe('Giấy tiếp nhận hồ sơ và hẹn trả kết quả');
    expect(read.language).toBe('vi-VN');
    expect(read.roles).toEqual(expect.arrayContaining(['Document', 'H1', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure']));
    expect(read.roles.filter((role) => role === 'TD')).toHaveLength(2 * 3);
    expect(read.alternatives).toEqual([expect.stringContaining('H99.101.01-261126-0001')]);
  });

  it('speaks English to whoever asks for it', async () => {
    const read = await readPdf((await renderer.render({ ...order, language: 'en' })).pdf);
    expect(read.language).toBe('en');
    expect(read.words).toContain('RECEIPT AND APPOINTMENT');
  });

  it('carries its own letters and no font of the reader', async () => {
    const text = Buffer.from((await renderer.render(order)).pdf).toString('latin1');
    expect(text).toMatch(/\/FontFile2 /);
    expect(text).not.toMatch(/Helvetica|Times-/);
    expect([...text.matchAll(/\/BaseFont \/([A-Z]{6})\+Tinos/g)].length).toBeGreaterThan(0);
  });

  it('is the same to the byte for the same order, whatever was drawn in between', async () => {
    const first = sha256((await renderer.render(order)).pdf);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).filter((name) => name.trim() !== ''), async (fullName) => {
        const other = { ...order, data: receiptSample({ applicant: { fullName, identityNumber: '1' } }) };
        const [one, two] = [await renderer.render(other), await testRenderer().render(other)];
        expect(sha256(one.pdf)).toBe(sha256(two.pdf));
        expect(one.places).toEqual(two.places);
      }),
      { numRuns: 8 },
    );
    expect(sha256((await renderer.render(order)).pdf)).toBe(first);
  });

  it('differs when it is made at another instant, since the instant stands in it', async () => {
    const later = await renderer.render({ ...order, madeAt: '2026-11-26T01:30:01.000Z' });
    expect(sha256(later.pdf)).not.toBe(sha256((await renderer.render(order)).pdf));
  });

  it('goes on over further pages when there is much to say, with the header of the table on each', async () => {
    const papers = Array.from({ length: 60 }, (_, index) => ({ name: `Giấy tờ chứng minh quyền sử dụng đất hợp pháp số ${String(index)}`, form: 'Bản chính' }));
    const { pages, roles } = await readPdf((await renderer.render({ ...order, data: receiptSample({ papers }) })).pdf);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages.slice(0, 3)) expect(page).toContain('Tên giấy tờ');
    expect(roles.filter((role) => role === 'TH')).toHaveLength(3 * 3);
    expect(pages.join('')).toContain('số 59');
  });

  it('breaks a line that knows no blank, and a cell longer than a page', async () => {
    const papers = [{ name: 'x'.repeat(700), form: 'Bản chính' }, { name: 'Đơn đề nghị cấp giấy phép xây dựng '.repeat(120).trim(), form: 'Bản sao' }];
    const { pages, words } = await readPdf((await renderer.render({ ...order, data: receiptSample({ papers }) })).pdf);
    expect(pages.length).toBeGreaterThan(1);
    expect(words.match(/Đơn đề nghị cấp giấy phép xây dựng/g)?.length ?? 0).toBeGreaterThan(80);
  });

  it('leaves room for the officer, and for the agency over a third of his signature at its left', async () => {
    const { places } = await renderer.render(order);
    const [officer, agency] = places;
    expect(places.map(({ capacity }) => capacity)).toEqual(['officer', 'agency']);
    if (officer === undefined || agency === undefined) throw new Error('two places are expected');
    const overlap = agency.rectangle.x + agency.rectangle.width - officer.rectangle.x;
    expect(overlap / officer.rectangle.width).toBeCloseTo(1 / 3, 2);
    expect(officer.rectangle.y).toBeGreaterThan(0);
    expect(officer.rectangle.height).toBeGreaterThan(40);
  });

  it('leaves room for the seal in the column of who signs, whatever stands beside, in every layout of a result', async () => {
    for (const template of documentTemplates.filter(({ shows }) => shows === 'result')) {
      const data = sampleResult(template, { code: '3.000722', name: { vi: 'Thủ tục', en: 'Procedure' } }, 'vi');
      const { places } = await renderer.render({ template, language: 'vi', data, qr: 'x', madeAt: SAMPLE_MADE_AT });
      const [officer, agency] = places.map(({ rectangle }) => rectangle);
      if (officer === undefined || agency === undefined) throw new Error(`two places are expected in ${template.id}`);
      expect(agency.width).toBeCloseTo(agency.height, 5);
      // Half of an A4 page in points, where the right column begins.
      expect(agency.x).toBeGreaterThan(297);
      expect((agency.x + agency.width - officer.x) / officer.width).toBeCloseTo(1 / 3, 2);
    }
  });

  it('leaves no word of an agency\'s name alone below a long line', async () => {
    const template = findTemplate({ id: 'birth-certificate-extract', version: 1 });
    const data = sampleResult(template, { code: '3.000722', name: { vi: 'Thủ tục', en: 'Procedure' } }, 'vi');
    const { pages } = await readPdf((await renderer.render({ template, language: 'vi', data, qr: 'x', madeAt: SAMPLE_MADE_AT })).pdf);
    expect(pages[0]).toMatch(/ỦY BAN NHÂN DÂN\s*\n\s*PHƯỜNG AN HÒA/);
  });

  it('marks a sample on every page', async () => {
    const papers = Array.from({ length: 40 }, (_, index) => ({ name: `Giấy tờ ${String(index)}`, form: 'Bản chính' }));
    const { pages } = await readPdf((await renderer.render({ ...order, sample: true, data: receiptSample({ papers }) })).pdf);
    for (const page of pages) expect(page).toContain('BẢN XEM THỬ');
  });

  it('names the field that is missing instead of leaving a gap', async () => {
    const { applicant: _left, ...rest } = receiptSample();
    await expect(renderer.render({ ...order, data: rest })).rejects.toMatchObject({ details: { code: 'document-data-missing', fields: [{ pointer: '/applicant/fullName' }] } });
  });

  it('knows no template that is not shipped', async () => {
    await expect(renderer.render({ ...order, template: { id: 'receipt', version: 99 } })).rejects.toMatchObject({ details: { code: 'document-template-unknown' } });
  });
});

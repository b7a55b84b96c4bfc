import { describe, expect, it } from '@jest/globals';
import type { Spreadsheet } from '#domain/documents/spreadsheet';
import { createXlsxWriter } from '#functions/adapters/xlsx/xlsx-writer';
import { entriesOf, readWorkbook } from '#test/support/xlsx/read-workbook';

const writer = createXlsxWriter();
const column = (header: string) => ({ header, width: 2, align: 'left' as const });
const sheet: Spreadsheet = {
  name: 'Sổ theo dõi hồ sơ [2026] / của bộ phận một cửa',
  heading: ['Trung tâm Phục vụ hành chính công Phường An Hòa', 'SỔ THEO DÕI HỒ SƠ NĂM 2026'],
  table: { kind: 'table', columns: [column('STT'), column('Tên cá nhân, tổ chức')], rows: [['01', 'Nguyễn Thị Lan & <Con>'], ['02', '=HYPERLINK("http://x")']], whenEmpty: 'Không có hồ sơ' },
};

describe('the register as a workbook', () => {
  it('holds what was given, letter by letter', async () => {
    expect(await readWorkbook(await writer.write(sheet))).toEqual(expect.arrayContaining(['STT', '01', 'Nguyễn Thị Lan & <Con>', 'SỔ THEO DÕI HỒ SƠ NĂM 2026']));
  });

  it('runs nothing that a person typed', async () => {
    const files = await entriesOf(await writer.write(sheet));
    expect(files.get('xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/);
  });

  it('is the same to the byte another day', async () => {
    const rows = Array.from({ length: 3000 }, (_none, index) => [String(index), `Nguyễn Văn ${String(index * 7919)}`]);
    const large: Spreadsheet = { ...sheet, table: { ...sheet.table, rows } };
    const first = Buffer.from(await writer.write(large));
    await new Promise((resolve) => {
      // The clock of a ZIP archive ticks every two seconds.
      setTimeout(resolve, 2100);
    });
    expect(first.equals(Buffer.from(await writer.write(large)))).toBe(true);
  });

  it('says so when there is nothing in it', async () => {
    expect(await readWorkbook(await writer.write({ ...sheet, table: { ...sheet.table, rows: [] } }))).toContain('Không có hồ sơ');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BulkChunk, CutFile } from '#domain/bulk/bulk-hand-in';
import { fileCutter } from '#domain/bulk/file-cutter';
import { acceptedLine, refusedCsvHeader, refusedCsvLine, refusedJsonLine, type RowRefusal, withoutOurs } from '#domain/bulk/row-answers';
import { type RawRow, splitChunk } from '#domain/bulk/split-chunk';

const refusal: RowRefusal = {
  code: 'invalid-field',
  mend: { vi: 'Sửa giá trị của các trường đã nêu; ví dụ "H99".', en: 'Mend the values of the fields named.' },
  fields: [{ pointer: '/application/applicant/phone', problem: 'Invalid "phone"' }],
  papers: [],
};

function cutAgain(text: string): { found: CutFile; rows: RawRow[] } {
  const bytes = new TextEncoder().encode(text);
  const cutter = fileCutter('csv');
  cutter.push(bytes);
  const found = cutter.end();
  return { found, rows: found.parts.flatMap((chunk: BulkChunk) => splitChunk({ format: 'csv', cut: found }, chunk, bytes.subarray(chunk.from, chunk.to))) };
}

describe('the file of refused rows', () => {
  it('can be cut again as it is, and holds every row byte for byte as it came', () => {
    const cell = fc.oneof(fc.constantFrom('Lan', '"một\nhai"', '"a ""b"" c"', '5" ống', ''), fc.stringMatching(/^[^",;\r\n\t]{0,10}$/));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant('x'), cell), { minLength: 1, maxLength: 20 }), fc.constantFrom(',', ';'), (rows, separator) => {
        const raw = rows.map((cells, index): RawRow => ({ row: index + 2, text: cells.join(separator) }));
        const file = `${refusedCsvHeader(['fullName', 'phone'].join(separator), separator)}${raw.map((each) => refusedCsvLine(each, refusal, separator)).join('')}`;
        const again = cutAgain(file);
        expect(again.found).toMatchObject({ separator, rows: rows.length });
        expect(again.rows.map(({ text }, index) => text.endsWith(`${separator}${raw[index]?.text ?? '?'}`))).toEqual(rows.map(() => true));
      }),
    );
  });

  it('says for people what is wrong by the name of the column, in both languages', () => {
    expect(refusedCsvLine({ row: 7, text: 'Lan,12' }, refusal, ',')).toBe(
      '"7","invalid-field","phone: Invalid ""phone""","Sửa giá trị của các trường đã nêu; ví dụ ""H99"".","Mend the values of the fields named.",Lan,12\r\n',
    );
  });

  it('of JSON Lines gives back the row with our words beside it, which are not read when it is sent again', () => {
    const members = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue());
    fc.assert(
      fc.property(members, (row) => {
        const line: unknown = JSON.parse(refusedJsonLine({ row: 3, text: JSON.stringify({ ...row, _row: 1 }) }, refusal));
        expect(line).toMatchObject({ _row: 3, _code: 'invalid-field', _problems: refusal.fields });
        expect(withoutOurs(Object(line))).toEqual(JSON.parse(JSON.stringify(row)));
      }),
    );
  });

  it.each(['{"broken', '[1,2]', '"text"', 'null'])('keeps what is no row at all as text: %s', (text) => {
    expect(JSON.parse(refusedJsonLine({ row: 9, text }, refusal))).toEqual({ _row: 9, _code: refusal.code, _mend: refusal.mend, _problems: refusal.fields, _text: text });
  });
});

it('tells of an accepted row its number, its dossier and the caller\'s own word for it', () => {
  expect(JSON.parse(acceptedLine({ row: 2, dossierId: 'ds-1', code: 'H99.101.01-261126-0001', clientReference: 'HĐ 12' }))).toEqual({ row: 2, dossierId: 'ds-1', code: 'H99.101.01-261126-0001', clientReference: 'HĐ 12' });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BulkFormat, type CutFile, MAX_ROW_BYTES, MAX_ROWS } from '#domain/bulk/bulk-hand-in';
import { fileCutter } from '#domain/bulk/file-cutter';
import { splitChunk } from '#domain/bulk/split-chunk';
import { DomainError } from '#domain/kernel/domain-error';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function cut(format: BulkFormat, bytes: Uint8Array, pieces: readonly number[] = []): CutFile {
  const cutter = fileCutter(format);
  let from = 0;
  for (const length of pieces) {
    cutter.push(bytes.subarray(from, from + length));
    from += length;
  }
  cutter.push(bytes.subarray(from));
  return cutter.end();
}

function rowsOf(format: BulkFormat, bytes: Uint8Array, found: CutFile) {
  return found.parts.flatMap((chunk) => splitChunk({ format, cut: found }, chunk, bytes.subarray(chunk.from, chunk.to)));
}

function refusal(format: BulkFormat, bytes: Uint8Array): { code: string; row: string | undefined } {
  try {
    cut(format, bytes);
  } catch (error) {
    if (error instanceof DomainError) return { code: error.details.code, row: error.details.fields?.[0]?.pointer };
    throw error;
  }
  throw new Error('The file was taken.');
}

/** A cell as Excel writes it: in quotes when it holds anything that would end it. */
const quoted = (cell: string): string => (/[",;\r\n\t]/.test(cell) || cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell);
const cell = fc.oneof(fc.constantFrom('', 'Nguyễn Thị Lan', 'a "b" c', 'x,y', 'x;y', 'một\nhai', 'một\r\nhai', '"', '""', "5' 3\""), fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\u0000', ' ')));

describe('a file of rows', () => {
  it('is cut into the same records however the bytes arrive and wherever chunks end, line breaks within quotes included', () => {
    const file = fc.record({
      rows: fc.array(fc.tuple(fc.constant('r'), cell, cell), { minLength: 1, maxLength: 250 }),
      separator: fc.constantFrom(',', ';', '\t'),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      bom: fc.constantFrom('', '\uFEFF'),
      told: fc.boolean(),
      endsWithLine: fc.boolean(),
      pieces: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }),
    });
    fc.assert(
      fc.property(file, ({ rows, separator, lineEnd, bom, told, endsWithLine, pieces }) => {
        const header = ['identityNumber', 'fullName', 'address'].join(separator);
        const lines = rows.map((row) => row.map(quoted).join(separator));
        const bytes = encode(`${bom}${told ? `sep=${separator}${lineEnd}` : ''}${header}${lineEnd}${lines.join(lineEnd)}${endsWithLine ? lineEnd : ''}`);
        const found = cut('csv', bytes, pieces);
        expect(found).toMatchObject({ header, separator, rows: rows.length });
        const first = told ? 3 : 2;
        expect(rowsOf('csv', bytes, found)).toEqual(lines.map((text, index) => ({ row: first + index, text })));
        expect(Math.max(...found.parts.map((part) => part.rows))).toBeLessThanOrEqual(100);
      }),
      { numRuns: 150 },
    );
  });

  it('of JSON Lines is one record a line, numbered as an editor numbers lines, blank ones left out', () => {
    const line = fc.oneof(fc.constantFrom('', ' ', '\t'), fc.json());
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 120 }), fc.constantFrom('\n', '\r\n'), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 }), (lines, lineEnd, pieces) => {
        const bytes = encode(`{"first":1}${lineEnd}${lines.join(lineEnd)}`);
        const wanted = ['{"first":1}', ...lines].map((text, index) => ({ row: index + 1, text })).filter(({ text }) => text.trim() !== '');
        expect(rowsOf('jsonl', bytes, cut('jsonl', bytes, pieces))).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  });

  it('with rows of nothing but separators, as Excel leaves behind, has them left out', () => {
    const bytes = encode('fullName;phone\r\nLan;1\r\n;\r\n ; \r\nMinh;2\r\n;;\r\n');
    expect(rowsOf('csv', bytes, cut('csv', bytes))).toEqual([{ row: 2, text: 'Lan;1' }, { row: 5, text: 'Minh;2' }]);
  });

  it('ends a chunk early when its rows are long', () => {
    const bytes = encode(Array.from({ length: 40 }, (_none, row) => JSON.stringify({ row, note: 'x'.repeat(200_000) })).join('\n'));
    const { parts } = cut('jsonl', bytes);
    expect(parts.length).toBeGreaterThan(2);
    for (const { from, to } of parts) expect(to - from).toBeLessThan(2 * 1024 ** 2 + MAX_ROW_BYTES);
  });

  it.each<[string, BulkFormat, Uint8Array, string, string | undefined]>([
    ['a workbook', 'csv', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'bulk-format-unknown', '/format'],
    ['one JSON array', 'jsonl', encode('[{"a":1},\n{"a":2}]'), 'bulk-format-unknown', '/format'],
    ['UTF-16, which Excel calls Unicode text', 'csv', new Uint8Array([0xff, 0xfe, 0x66, 0, 0x75, 0]), 'bulk-encoding-unknown', '/rows/1'],
    ['a file that breaks off within a letter', 'jsonl', encode('{"a":"ễ"}').subarray(0, 7), 'bulk-encoding-unknown', '/rows/1'],
    ['the old Vietnamese code page', 'jsonl', new Uint8Array([...encode('{"a":1}\n{"a":"'), 0xea, 0xec, 0x22, 0x7d]), 'bulk-encoding-unknown', undefined],
    ['a quote that is never closed', 'csv', encode('fullName,phone\nLan,1\n"Minh,2\nHoa,3\n'), 'bulk-quote-unclosed', '/rows/3'],
    ['nothing', 'jsonl', encode(''), 'bulk-no-rows', undefined],
    ['column names alone', 'csv', encode('fullName,phone\r\n'), 'bulk-no-rows', undefined],
    ['more rows than one file may hold', 'jsonl', encode('{}\n'.repeat(MAX_ROWS + 1)), 'bulk-too-many-rows', undefined],
    ['a row without an end', 'jsonl', encode(`{}\n"${'x'.repeat(MAX_ROW_BYTES + 1)}"`), 'bulk-row-too-long', '/rows/2'],
  ])('is refused as a whole when it is %s', (_what, format, bytes, code, row) => {
    expect(refusal(format, bytes)).toEqual({ code, row: row ?? (code === 'bulk-encoding-unknown' ? '/rows/1' : undefined) });
  });

  it('holds the most rows there may be', () => {
    expect(cut('jsonl', encode('{}\n'.repeat(MAX_ROWS)))).toMatchObject({ rows: MAX_ROWS, chunks: 100 });
  });
});

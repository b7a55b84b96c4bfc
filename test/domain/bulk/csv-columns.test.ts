import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { columnFaults, columnOf, rowOfCells } from '#domain/bulk/csv-columns';

const COLUMNS = ['procedureCode', 'channel', 'receivingAgency', 'commune', 'province', 'clientReference', 'fullName', 'identityNumber', 'applicantKind', 'phone', 'email', 'address'];
const sha256 = 'ab'.repeat(32);

/** Every pointer to a plain value in a row. */
function pointersIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => pointersIn(member, `${path}/${name}`));
}

describe('the columns of a CSV file', () => {
  it('make the row that JSON Lines would write, whatever their order, and an empty cell is a field that is not there', () => {
    const names = ['form.childName', 'fullName', 'choices.identity-card', 'commune', '_problems', 'province', 'papers.birth-declaration', 'phone', 'identityNumber'];
    const cells = [' Nguyễn\r\nAn ', 'Lan', 'with', 'H99.101', 'phone: missing', 'H99', `${sha256.toUpperCase()}: tờ khai.pdf | ${sha256}:trang: 2.pdf`, '', '001190000001'];
    expect(rowOfCells(names, cells)).toEqual({
      application: { applicant: { fullName: 'Lan', identityNumber: '001190000001' }, form: { childName: 'Nguyễn\nAn' } },
      choices: { 'identity-card': 'with' },
      place: { commune: 'H99.101', province: 'H99' },
      papers: [{ slot: 'birth-declaration', sha256, fileName: 'tờ khai.pdf' }, { slot: 'birth-declaration', sha256, fileName: 'trang: 2.pdf' }],
    });
  });

  it('keep a cell too many where it will be refused, instead of forgetting it', () => {
    expect(rowOfCells(['fullName'], ['Lan', 'what is this'])).toEqual({ application: { applicant: { fullName: 'Lan' } }, 'column 2': 'what is this' });
  });

  it('are each found again from the place they fill', () => {
    const name = fc.oneof(fc.constantFrom(...COLUMNS), fc.constantFrom('choices', 'form').chain((family) => fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/).map((member) => `${family}.${member}`)));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 10 }), (names) => {
        for (const each of names) expect(pointersIn(rowOfCells([each], ['x'])).map((pointer) => columnOf(pointer, []))).toEqual([each]);
        expect(columnFaults(names)).toEqual([]);
      }),
    );
  });

  it('name the column of a paper by its slot', () => {
    expect(columnOf('/papers/1/sha256', [{ slot: 'one' }, { slot: 'two' }])).toBe('papers.two');
    expect(columnOf('/somewhere', [])).toBeUndefined();
  });

  it('that nobody knows are told by their position, so that a first row of data is never quoted', () => {
    const faults = columnFaults(['fullName', 'Nguyễn Thị Lan', 'fullName', '_row', '', '__proto__', 'form.a b']);
    expect(faults).toEqual([
      { pointer: '/columns/2', problem: 'not the name of a column' },
      { pointer: '/columns/3', problem: 'the same name as a column before it' },
      { pointer: '/columns/7', problem: 'not the name of a column' },
    ]);
    expect(JSON.stringify(faults)).not.toContain('Lan');
  });
});

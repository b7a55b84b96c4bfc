import '../platform/quiet.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RenderOrder } from '#domain/documents/rendering';
import type { Spreadsheet } from '#domain/documents/spreadsheet';
import type { Principal } from '#domain/kernel/authoriser';
import { Temporal } from '#domain/kernel/temporal';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { XLSX } from '#functions/forms/read-register/contract';
import { readRegister } from '#functions/forms/read-register/read-register';
import { aChange } from '#test/support/builders/change-builders';
import { aReturned, aSubmitted } from '#test/support/builders/dossier-builders';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';

const AGENCY = 'H26.101.01';
const now = Temporal.Instant.from('2026-11-25T03:00:00Z');
const desk: Principal = { kind: 'officer', id: 'desk-1', agency: AGENCY, roles: ['desk'] };

let store: InMemoryDossierStore;
let drawn: RenderOrder[];
let written: Spreadsheet[];
beforeEach(() => {
  store = new InMemoryDossierStore();
  [drawn, written] = [[], []];
});

function register(query: { from?: string; to?: string } = {}, { principal = desk, accept = '*/*' } = {}) {
  const deps = {
    store,
    authoriser: createCedarAuthoriser(),
    procedures: { version: () => Promise.resolve(undefined) },
    agencies: { find: () => Promise.resolve(undefined) },
    renderer: {
      render: (order: RenderOrder) => {
        drawn.push(order);
        return Promise.resolve({ pdf: new Uint8Array([1]), places: [] });
      },
    },
    spreadsheets: {
      write: (sheet: Spreadsheet) => {
        written.push(sheet);
        return Promise.resolve(new Uint8Array([2]));
      },
    },
  };
  return readRegister(deps, { principal, path: { agencyCode: AGENCY }, query: { language: 'vi', from: query.from, to: query.to }, now }, { accept });
}

async function received(...days: string[]): Promise<string[]> {
  const dossiers = days.map((day) => aSubmitted({ receivingAgency: AGENCY, submittedAt: `${day}T03:00:00.000Z` }));
  for (const dossier of dossiers) await store.commit(aChange(undefined, dossier));
  return dossiers.map(({ code }) => code);
}

const lines = () => drawn.flatMap(({ data }) => (Array.isArray(data['lines']) ? data['lines'] : []));

describe('the register of a one-stop', () => {
  it('goes on counting from what came earlier in the year, and begins anew in January', async () => {
    const codes = await received('2025-12-31', '2026-01-05', '2026-10-30', '2026-11-02', '2026-11-24');
    await register();
    expect(lines()).toMatchObject([{ number: '03', code: codes[3] }, { number: '04', code: codes[4] }]);
    expect(drawn[0]?.data).toMatchObject({ year: '2026', from: 'ngày 01 tháng 11 năm 2026', to: 'ngày 25 tháng 11 năm 2026' });
  });

  it('counts a day in Viet Nam’s time', async () => {
    const midnight = aSubmitted({ receivingAgency: AGENCY, submittedAt: '2026-11-09T17:00:00.000Z' });
    await store.commit(aChange(undefined, midnight));
    await register({ from: '2026-11-10', to: '2026-11-10' });
    expect(lines()).toMatchObject([{ code: midnight.code }]);
    drawn = [];
    await register({ from: '2026-11-09', to: '2026-11-09' });
    expect(lines()).toEqual([]);
  });

  it('says when and how the result was handed over, from the record', async () => {
    const returned = aReturned({ receivingAgency: AGENCY, submittedAt: '2026-11-03T03:00:00.000Z' });
    await store.commit(aChange(undefined, returned, { event: { type: 'ResultHandedOver', method: 'post' } }));
    await register();
    expect(lines()).toMatchObject([{ returnedAt: '10:00 28/11/2026', method: 'Bưu chính' }]);
  });

  it('is a workbook for whoever asks for one, with the columns of the form', async () => {
    const [code] = await received('2026-11-02');
    expect(await register({}, { accept: XLSX })).toMatchObject({ raw: { contentType: XLSX } });
    expect(written[0]?.table.columns.map(({ header }) => header)).toContain('Mã hồ sơ');
    expect(written[0]?.table.rows[0]).toContain(code);
    expect(drawn).toEqual([]);
  });

  it('refuses a period that runs backwards or over two years, and one with more than 500 dossiers', async () => {
    await expect(register({ from: '2026-11-02', to: '2026-11-01' })).rejects.toMatchObject({ details: { code: 'register-period-wrong' } });
    await expect(register({ from: '2025-12-31', to: '2026-01-01' })).rejects.toMatchObject({ details: { code: 'register-period-wrong' } });
    await received(...Array.from({ length: 501 }, () => '2026-11-02'));
    await expect(register()).rejects.toMatchObject({ details: { code: 'register-too-long' } });
  });

  it.each([
    { ...desk, agency: 'H26.102.01' },
    { ...desk, roles: [] },
    { kind: 'citizen' as const, id: 'citizen-1', roles: [] },
    { kind: 'agency-system' as const, id: 'sys', agency: AGENCY, roles: [] },
  ])('is nobody else’s to read', async (principal) => {
    await expect(register({}, { principal })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

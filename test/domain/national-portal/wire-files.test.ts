import { describe, expect, test } from '@jest/globals';
import { dossier } from '#domain/dossiers/dossier';
import { officialStatus } from '#domain/dossiers/official-status';
import { fillRecord, PortalRecordUnfit, type PortalField, type PortalValue } from '#domain/national-portal/fill-record';
import { portalTelling } from '#domain/national-portal/portal-telling';
import { recordWire, type WireField } from '#domain/national-portal/wire-file';
import { portalWire, readPortalWire } from '#domain/national-portal/wire-versions';
import { birthSupplemented, contextOf, lastMoment, toldOf, WIRE, wireFile } from './told-stories.ts';

const field = (more: { readonly format: WireField['format'] } & Readonly<Record<string, unknown>>) => ({ name: 'Field', from: 'value', required: true, unknown: 'refuse', source: 'a test', confidence: 'sourced', ...more });
const wireOf = (...fields: readonly object[]) => recordWire.parse({ service: 'Test', version: 'v1', readFrom: 'a test', tellsIsUpdating: false, fields });

describe('the files of the portal’s wire', () => {
  test('give every state the official code it has in the law', () => {
    const filed = dossier.options.map((option) => option.shape.status.value).filter((status) => status !== 'draft');
    for (const [wire, name] of [[WIRE.dossier, 'TrangThaiHoSo'], [WIRE.progress, 'TrangThai']] as const) {
      const coded = wire.fields.find((each) => each.name === name);
      expect(coded?.format === 'code' && coded.codes).toEqual(Object.fromEntries(filed.map((status) => [status, String(officialStatus(status)?.code)])));
    }
  });

  test('cannot leave a field unfilled without saying why, nor leave out what the portal requires', () => {
    expect(() => wireOf(field({ format: 'text', from: null }))).toThrow('says why');
    expect(() => wireOf(field({ format: 'text', unknown: 'omit' }))).toThrow('never left out');
  });

  test('of a version that is not there are asked for in vain', () => {
    expect(() => portalWire('v9')).toThrow('there are: v1');
    expect(() => portalWire('constructor')).toThrow('There are no files');
  });

  test('belong together: three of one version', () => {
    expect(() => readPortalWire({ dossier: { ...WIRE.dossier, version: 'v2' }, progress: WIRE.progress, call: WIRE.call })).toThrow('one version');
  });
});

describe('another version of the wire', () => {
  const files = {
    dossier: { service: 'DongBoHoSo2', version: 'v2', readFrom: 'made up by a test', tellsIsUpdating: true, fields: [{ ...field({ format: 'text' }), name: 'maHoSo', from: 'dossier.code' }, { ...field({ format: 'code', codes: { 'in-progress': 'DANG_XU_LY', 'awaiting-supplement': 'BO_SUNG' } }), name: 'trangThai', from: 'dossier.status' }, { ...field({ format: 'text', maxLength: 8, cut: true }), name: 'chuHoSo', from: 'owner.name' }] },
    progress: { service: 'TienDo2', version: 'v2', readFrom: 'made up by a test', tellsIsUpdating: false, fields: [{ ...field({ format: 'time' }), name: 'luc', from: 'act.at' }] },
    call: { ...WIRE.call, version: 'v2' },
  };

  test('is served by the same code: other names, other codes, other lengths', () => {
    const story = birthSupplemented();
    expect(toldOf(story, 'DossierSupplemented', readPortalWire(files))).toEqual({ dossier: { maHoSo: 'H26.16-261005-0001', trangThai: 'DANG_XU_LY', chuHoSo: 'Nguyễn…' }, news: 'changed', progress: { luc: '20261006100000' } });
  });

  test('decides by its own fields what is news', () => {
    const wire = readPortalWire({ ...files, dossier: { ...files.dossier, fields: files.dossier.fields.slice(0, 1) } });
    const story = birthSupplemented();
    expect(portalTelling(lastMoment(story, 'DossierSupplemented'), contextOf(story), wire).news).toBe('same');
  });

  test('is read from its files like the first', () => {
    expect(readPortalWire({ dossier: wireFile('dong-bo-ho-so-mc.v1.json'), progress: wireFile('cap-nhat-tien-do-ho-so-mc.v1.json'), call: wireFile('call.v1.json') })).toEqual(WIRE);
  });
});

describe('a field', () => {
  test.each<[string, object, PortalValue, PortalField | undefined]>([
    ['is cut when it may be', field({ format: 'text', maxLength: 4, cut: true }), 'abcdef', 'abc…'],
    ['is brought into NFC', field({ format: 'text' }), 'e\u0302', 'ê'],
    ['is left out when it is optional and not known', field({ format: 'text', required: false, unknown: 'omit' }), undefined, undefined],
    ['is empty when it is required and not known yet', field({ format: 'time', unknown: 'empty' }), undefined, ''],
    ['tells a number as text', field({ format: 'number' }), 12_500_000, '12500000'],
    ['tells no as 0', field({ format: 'flag' }), false, '0'],
    ['leaves out an empty list', field({ format: 'list', required: false, unknown: 'omit', items: [field({ format: 'text' })] }), [], undefined],
  ])('%s', (_how, one, value, expected) => {
    expect(fillRecord(wireOf(one), { value })['Field']).toEqual(expected);
  });

  test.each<[string, object, PortalValue, string]>([
    ['a code too long to be whole', field({ format: 'text', maxLength: 3 }), 'abcd', 'must not be cut'],
    ['a value it cannot do without', field({ format: 'text' }), undefined, 'has no value'],
    ['a word without a code', field({ format: 'code', codes: { a: '1' } }), 'toString', 'knows no code'],
    ['a list where one value belongs', field({ format: 'text' }), [{}], 'is a list'],
    ['one value where a list belongs', field({ format: 'list', required: false, unknown: 'omit', items: [field({ format: 'text' })] }), 'x', 'is one value'],
    ['a value nobody has', field({ format: 'text', from: 'nothing.such' }), 'x', 'no value called nothing.such'],
  ])('refuses %s, by its name and without what is in it', (_what, one, value, why) => {
    const fill = () => fillRecord(wireOf(one), { value });
    expect(fill).toThrow(PortalRecordUnfit);
    expect(fill).toThrow(why);
    expect(fill).not.toThrow('abcd');
  });
});

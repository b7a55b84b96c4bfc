import { expect, it } from '@jest/globals';
import { signatureLines, visibleSealAlone, visibleSignature } from '#domain/documents/signature-block';

const signedAt = '2026-11-25T18:30:05.999Z';

it('the block of a person names him, his position, his agency and the time in Việt Nam', () => {
  expect(signatureLines({ identity: { capacity: 'officer', displayName: 'Nguyễn Văn Ánh', position: 'CHỦ TỊCH' }, agencyName: 'Ủy ban nhân dân phường An Hòa', signedAt })).toEqual([
    'Ký bởi: Nguyễn Văn Ánh',
    'Chức vụ: CHỦ TỊCH',
    'Cơ quan: Ủy ban nhân dân phường An Hòa',
    'Thời gian ký: 26-11-2026 01:30:05 +07:00',
  ]);
});

it('the block of an agency names it once', () => {
  expect(signatureLines({ identity: { capacity: 'agency', displayName: 'Ủy ban nhân dân phường An Hòa' }, agencyName: 'Ủy ban nhân dân phường An Hòa', signedAt })).toEqual([
    'Ký bởi: Ủy ban nhân dân phường An Hòa',
    'Thời gian ký: 26-11-2026 01:30:05 +07:00',
  ]);
});

const officerPlace = { capacity: 'officer', pageIndex: 1, rectangle: { x: 300, y: 100, width: 150, height: 80 } } as const;
const sealPlace = { capacity: 'agency', pageIndex: 1, rectangle: { x: 270, y: 100, width: 80, height: 80 } } as const;
const head = { identity: { capacity: 'officer', displayName: 'Nguyễn Văn Ánh' }, agencyName: 'Ủy ban nhân dân phường An Hòa', signedAt } as const;
const office = { ...head, identity: { capacity: 'agency', displayName: 'Ủy ban nhân dân phường An Hòa' } } as const;

it('a person\'s words begin where the seal that comes later ends', () => {
  expect(visibleSignature([officerPlace, sealPlace], head)).toMatchObject({ pageIndex: 1, rectangle: officerPlace.rectangle, clearLeft: 50 });
  expect(visibleSignature([officerPlace], head)).toMatchObject({ clearLeft: 0 });
  expect(visibleSignature([officerPlace, { ...sealPlace, pageIndex: 0 }], head)).toMatchObject({ clearLeft: 0 });
  expect(visibleSignature([sealPlace], head)).toBeUndefined();
});

it('a seal beside a person has its own place; alone it has the room of both', () => {
  expect(visibleSignature([officerPlace, sealPlace], office)).toMatchObject({ rectangle: sealPlace.rectangle, clearLeft: 0 });
  expect(visibleSealAlone([officerPlace, sealPlace], office)).toMatchObject({ pageIndex: 1, rectangle: { x: 270, y: 100, width: 180, height: 80 } });
  expect(visibleSealAlone([sealPlace], office)).toMatchObject({ rectangle: sealPlace.rectangle });
  expect(visibleSealAlone([officerPlace], office)).toBeUndefined();
});

import { expect, it } from '@jest/globals';
import { signatureLines } from '#domain/documents/signature-block';

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

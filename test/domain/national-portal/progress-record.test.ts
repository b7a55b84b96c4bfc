import { describe, expect, test } from '@jest/globals';
import type { PortalRecord } from '#domain/national-portal/fill-record';
import { agencyOf } from '#test/domain/dossiers/story';
import { birthBegun, birthReturned, birthSupplemented, COMMITTEE_NAME, DESK_NAME, tellingsOf, toldOf, WIRE } from './told-stories.ts';

function progress(of: { readonly progress: PortalRecord | undefined }): PortalRecord {
  if (of.progress === undefined) throw new Error('this event is progress');
  return of.progress;
}

const opened = progress(toldOf(birthBegun(), 'StepOpened'));
const accepted = progress(toldOf(birthBegun(), 'DossierAccepted'));
const supplemented = birthSupplemented();
const returned = birthReturned();

const fields: readonly (readonly [string, string, string | undefined])[] = [
  ['MaHoSo', 'is the code of the dossier', 'H26.16-261005-0001'],
  ['NguoiXuLy', 'is the office that acted: the record keeps no officer’s name', DESK_NAME],
  ['ChucDanh', 'is left out: the record keeps no titles', undefined],
  ['ThoiDiemXuLy', 'is the instant of the event, in Vietnamese time', '20261005093000'],
  ['PhongBanXuLy', 'is the agency that has the step', COMMITTEE_NAME],
  ['NoiDungXuLy', 'says what happened to which step', 'Chuyển xử lý: Đăng ký khai sinh và lấy số định danh cá nhân'],
  ['TrangThai', 'is the status after it', '4'],
  ['NgayBatDau', 'is when the step began', '20261005093000'],
  ['NgayKetThucTheoQuyDinh', 'is when it is due', '20261006170000'],
];

describe('CapNhatTienDoHoSoMC of a step that was opened', () => {
  test.each(fields)('%s %s', (name, _why, expected) => {
    expect(opened[name]).toBe(expected);
  });

  test('looks at every field the file has', () => {
    expect(WIRE.progress.fields.map(({ name }) => name)).toEqual(fields.map(([name]) => name));
  });
});

describe('CapNhatTienDoHoSoMC', () => {
  test('of the acceptance has the time the desk had for it', () => {
    expect([accepted['NgayBatDau'], accepted['NgayKetThucTheoQuyDinh'], accepted['TrangThai']]).toEqual(['20261005090000', '20261005110000', '2']);
  });

  test('names an agency that is not in the register by its code', () => {
    const last = returned.recorded.findLast(({ event }) => event.type === 'StepAnswered');
    expect(last?.event.type === 'StepAnswered' && last.event.stepId).toBe('permanent-residence');
    expect(progress(toldOf(returned, 'StepAnswered'))['PhongBanXuLy']).toBe(agencyOf('commune-police'));
  });

  test('tells each step of a dossier’s course, and nothing of what is watched only', () => {
    expect(tellingsOf(returned).flatMap(({ telling }) => (telling.progress === undefined ? [] : [telling.progress['NoiDungXuLy']]))).toEqual([
      'Nộp hồ sơ',
      'Tiếp nhận hồ sơ',
      'Chuyển xử lý: Đăng ký khai sinh và lấy số định danh cá nhân',
      'Hoàn thành: Đăng ký khai sinh và lấy số định danh cá nhân',
      'Chuyển xử lý: Đăng ký thường trú',
      'Chuyển xử lý: Cấp thẻ bảo hiểm y tế',
      'Hoàn thành: Cấp thẻ bảo hiểm y tế',
      'Hoàn thành: Đăng ký thường trú',
      'Đã xử lý xong',
      'Trả kết quả',
    ]);
  });

  test('tells a supplement from the request to the step that is worked on again', () => {
    const told = tellingsOf(supplemented).flatMap(({ telling: { progress: line } }) => (line === undefined ? [] : [[line['NoiDungXuLy'], line['TrangThai']]]));
    expect(told.slice(-4)).toEqual([
      ['Đề nghị bổ sung giấy tờ: Đăng ký khai sinh và lấy số định danh cá nhân', '4'],
      ['Yêu cầu bổ sung giấy tờ', '5'],
      ['Nhận giấy tờ bổ sung', '4'],
      ['Xử lý lại sau khi bổ sung: Đăng ký khai sinh và lấy số định danh cá nhân', '4'],
    ]);
  });

  test('of a draft does not exist', () => {
    expect(tellingsOf(birthBegun())[0]?.type).toBe('DossierSubmitted');
  });
});

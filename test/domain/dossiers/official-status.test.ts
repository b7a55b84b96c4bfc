import { describe, expect, test } from '@jest/globals';
import { dossier } from '#domain/dossiers/dossier';
import { officialStatus } from '#domain/dossiers/official-status';

const statuses = dossier.options.map((option) => option.shape.status.value);

describe('the official status', () => {
  test('has each of the ten codes once', () => {
    const codes = statuses.flatMap((status) => officialStatus(status)?.code ?? []);
    expect(codes.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('is missing only for a draft, which was not handed in', () => {
    expect(statuses.filter((status) => officialStatus(status) === undefined)).toEqual(['draft']);
  });

  test.each([
    ['submitted', 1, 'Mới đăng ký'],
    ['accepted', 2, 'Được tiếp nhận'],
    ['refused', 3, 'Không được tiếp nhận'],
    ['in-progress', 4, 'Đang xử lý'],
    ['awaiting-supplement', 5, 'Yêu cầu bổ sung giấy tờ'],
    ['awaiting-payment', 6, 'Yêu cầu thực hiện nghĩa vụ tài chính'],
    ['withdrawn', 7, 'Công dân yêu cầu rút hồ sơ'],
    ['stopped', 8, 'Dừng xử lý'],
    ['settled', 9, 'Đã xử lý xong'],
    ['returned', 10, 'Đã trả kết quả'],
  ] as const)('of %s is %i, "%s"', (status, code, vi) => {
    expect(officialStatus(status)).toMatchObject({ code, name: { vi } });
  });
});

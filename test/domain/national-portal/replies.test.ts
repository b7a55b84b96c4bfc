import { describe, expect, test } from '@jest/globals';
import { hidePersonal } from '#domain/national-portal/hide-personal';
import { judgeReply } from '#domain/national-portal/judge-reply';
import { birthBegun, toldOf, WIRE } from './told-stories.ts';

const reply = (code: string | number, message?: string) => JSON.stringify({ error_code: code, ...(message === undefined ? {} : { message }) });

describe('an answer of the portal', () => {
  test.each([
    [reply('0', 'Thành công'), 'done'],
    [reply('00'), 'done'],
    [reply(0), 'done'],
    [reply('1', 'Hồ sơ đã tồn tại'), 'exists'],
    [reply('1', 'HỒ SƠ ĐÃ TỒN TẠI trên hệ thống'.normalize('NFD')), 'exists'],
    [reply('-1', 'Ho so da ton tai'), 'exists'],
    [reply('1', 'Hồ sơ không tồn tại'), 'unknown-dossier'],
    [reply('3', 'Phiên làm việc đã hết hạn'), 'session-over'],
    [reply('401'), 'session-over'],
    [reply('99', 'Hệ thống đang bảo trì'), 'try-again'],
    [reply('503'), 'try-again'],
    [reply('5', 'TrangThaiHoSo không hợp lệ'), 'refused'],
    [reply('5'), 'refused'],
    ['<html>Bad gateway</html>', 'try-again'],
    ['{"message":"đã tồn tại"}', 'try-again'],
    ['[]', 'try-again'],
    ['', 'try-again'],
  ])('%s means %s', (text, meaning) => {
    expect(judgeReply(text, WIRE.call)).toBe(meaning);
  });

  test('is kept without the owner’s name, number, telephone and address, and without any other long number', () => {
    const { dossier } = toldOf(birthBegun(), 'DossierSubmitted');
    const text = 'Hồ sơ H26.16-261005-0001 của NGUYỄN THỊ BÍ MẬT (001099012345, bi-mat@example.vn, 0912345678) trùng với 0987 654 321'.normalize('NFD');
    expect(hidePersonal(text, dossier, WIRE.dossier)).toBe('Hồ sơ H26.16-261005-0001 của *** (***, ***, ***) trùng với ***');
  });

  test('may hold what looks like a pattern', () => {
    expect(hidePersonal('a.c abc (', { ChuHoSo: 'a.c' }, WIRE.dossier)).toBe('*** abc (');
  });
});

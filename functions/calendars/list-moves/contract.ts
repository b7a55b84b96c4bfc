import { dossierMoves } from '#domain/deadlines/calendar-register';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { editionPath } from '#functions/platform/paths';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/calendars/{edition}/moves',
  access: 'signed-in',
  idempotent: false,
  path: editionPath,
  query: pageQuery,
  title: { vi: 'Danh sách hồ sơ bị dời hẹn', en: 'List what a calendar moves' },
  description: {
    vi: 'Hồ sơ và bước đang mở bị dời từ ngày nào sang ngày nào và vì sao, như bản xem trước đã tìm thấy; không có thông tin cá nhân.',
    en: 'Which open dossiers and steps the edition moves, from which date to which and why, as the preview found them; codes and dates, no persons.',
  },
  answers: { 200: pageOf(dossierMoves).meta({ id: 'CalendarMoves' }) },
  problems: [...LISTING_PROBLEMS, 'calendar-not-found'],
  example: { path: { edition: '1' }, query: { limit: '10' } },
});

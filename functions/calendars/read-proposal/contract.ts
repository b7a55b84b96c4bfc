import { shownProposal } from '#domain/deadlines/proposal-view';
import { httpContract } from '#functions/platform/http-contract';
import { editionPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'GET /v1/calendars/{edition}',
  access: 'signed-in',
  idempotent: false,
  path: editionPath,
  title: { vi: 'Xem một phiên bản lịch', en: 'Read an edition of the calendar' },
  description: {
    vi: 'Phiên bản này thay đổi ngày nào, dời hẹn của bao nhiêu hồ sơ, ai đã quyết định gì.',
    en: 'What the edition changes, how many open dossiers it moves, and who decided what about it.',
  },
  answers: { 200: shownProposal },
  problems: ['not-allowed', 'calendar-not-found'],
  example: { path: { edition: '1' } },
});

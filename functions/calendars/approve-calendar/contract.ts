import { shownProposal } from '#domain/deadlines/proposal-view';
import { httpContract } from '#functions/platform/http-contract';
import { editionPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'POST /v1/calendars/{edition}/approval',
  access: 'signed-in',
  idempotent: true,
  path: editionPath,
  title: { vi: 'Phê duyệt lịch', en: 'Approve a calendar' },
  description: {
    vi: 'Quản trị viên đã xem những gì thay đổi và đồng ý; lịch có hiệu lực và mọi hồ sơ đang mở được tính lại. Nơi yêu cầu hai người thì người đề xuất không tự phê duyệt.',
    en: 'An administrator has seen what moves and says yes; the calendar comes into force and every open dossier is counted again. Where two persons are required, the proposer cannot approve.',
  },
  answers: { 200: shownProposal },
  problems: ['not-allowed', 'calendar-not-found', 'calendar-not-awaiting-approval', 'second-approver-needed', 'calendar-superseded', 'changed-meanwhile'],
  example: { path: { edition: '1' } },
});

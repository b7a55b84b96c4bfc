import { shownProposal } from '#domain/deadlines/proposal-view';
import { httpContract } from '#functions/platform/http-contract';
import { editionPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'POST /v1/calendars/{edition}/resumption',
  access: 'signed-in',
  idempotent: true,
  path: editionPath,
  title: { vi: 'Tiếp tục tính lại theo lịch', en: 'Resume the replay of a calendar' },
  description: {
    vi: 'Khi tiến trình tính lại bị mất, khởi động tiến trình mới làm tiếp từ chỗ dừng (202); nếu vẫn đang chạy thì không làm gì (200).',
    en: 'Gives a proposal whose machine was lost another one, which goes on where the other ended (202); does nothing while one runs (200).',
  },
  answers: { 200: shownProposal, 202: shownProposal },
  problems: ['not-allowed', 'calendar-not-found', 'calendar-replay-over', 'changed-meanwhile'],
  example: { path: { edition: '1' } },
});

import * as z from 'zod';
import { shownProposal } from '#domain/deadlines/proposal-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { editionPath } from '#functions/platform/paths';

export const rejectionBody = z.object({ reason: personText(1000) }).strict();

export const contract = httpContract({
  route: 'POST /v1/calendars/{edition}/rejection',
  access: 'signed-in',
  idempotent: true,
  path: editionPath,
  body: rejectionBody,
  title: { vi: 'Từ chối lịch', en: 'Reject a calendar' },
  description: {
    vi: 'Quản trị viên không đồng ý và nêu lý do; số phiên bản này không dùng lại.',
    en: 'An administrator says no, with a reason; the number of the edition stays used.',
  },
  answers: { 200: shownProposal },
  problems: ['not-allowed', 'calendar-not-found', 'calendar-not-awaiting-approval', 'changed-meanwhile'],
  example: { path: { edition: '1' }, body: { reason: 'Chờ thông báo chính thức của Bộ Nội vụ' } },
});

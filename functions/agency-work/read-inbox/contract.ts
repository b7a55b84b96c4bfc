import { inboxRow } from '#domain/dossiers/dossier-store';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/inbox',
  access: 'signed-in',
  idempotent: false,
  query: pageQuery,
  title: { vi: 'Hộp việc của cơ quan', en: 'Read the inbox of one’s agency' },
  description: {
    vi: 'Việc đang chờ cơ quan của người gọi, gấp nhất trước. Cơ quan lấy từ mã truy cập, không lấy từ yêu cầu.',
    en: 'The open work of the caller’s own agency, the most urgent first. The agency comes from the token, never from the request.',
  },
  answers: { 200: pageOf(inboxRow.meta({ id: 'InboxRow' })).meta({ id: 'Inbox' }) },
  problems: LISTING_PROBLEMS,
  example: { query: { limit: '10' } },
});

import { bulkSummaryView } from '#domain/bulk/bulk-view';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';

export const contract = httpContract({
  route: 'GET /v1/bulk-hand-ins',
  access: 'signed-in',
  idempotent: false,
  title: { vi: 'Các lần nộp hàng loạt của mình', en: 'List one\'s own bulk hand-ins' },
  description: { vi: 'Mới nhất trước; mỗi lần được giữ 30 ngày.', en: 'Newest first; each is kept for 30 days.' },
  query: pageQuery,
  answers: { 200: pageOf(bulkSummaryView) },
  problems: ['not-allowed', 'cursor-malformed'],
  example: { query: { limit: '10' } },
});

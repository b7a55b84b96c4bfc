import { assignedRow } from '#domain/dossiers/dossier-store';
import { shownWorkState } from '#domain/figures/work-state';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/sla/my-work',
  access: 'signed-in',
  idempotent: false,
  query: pageQuery,
  title: { vi: 'Việc của tôi và thời hạn', en: 'List my work' },
  description: {
    vi: 'Các bước đang mở được giao cho chính cán bộ gọi, gấp nhất trước.',
    en: 'The open steps that were given to the calling officer, the most urgent first.',
  },
  answers: { 200: pageOf(assignedRow.extend({ state: shownWorkState }).meta({ id: 'MyWorkRow' })).meta({ id: 'MyWork' }) },
  problems: LISTING_PROBLEMS,
  example: { query: { limit: '10' } },
});

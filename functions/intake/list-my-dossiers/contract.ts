import { ownedRow } from '#domain/dossiers/dossier-store';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers',
  access: 'signed-in',
  idempotent: false,
  query: pageQuery,
  title: { vi: 'Danh sách hồ sơ của tôi', en: 'List my dossiers' },
  description: { vi: 'Hồ sơ của chính người gọi, mới nhất trước, kể cả hồ sơ nháp.', en: 'The caller’s own dossiers, drafts included, newest first.' },
  answers: { 200: pageOf(ownedRow.meta({ id: 'OwnedRow' })).meta({ id: 'OwnedDossiers' }) },
  problems: LISTING_PROBLEMS,
  example: { query: { limit: '10' } },
});

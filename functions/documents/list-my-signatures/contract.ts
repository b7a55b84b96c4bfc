import { signatureRow } from '#domain/dossiers/dossier-store';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/my/signatures',
  access: 'signed-in',
  idempotent: false,
  query: pageQuery,
  title: { vi: 'Văn bản chờ tôi ký', en: 'List what waits for my signature' },
  description: {
    vi: 'Các văn bản đang chờ chính cán bộ gọi ký, gấp nhất trước. Văn bản chờ dấu của cơ quan nằm trong hộp việc của cơ quan.',
    en: 'The documents that wait for the calling officer’s own signature, the most urgent first. What waits for the agency’s seal lies in the agency’s inbox.',
  },
  answers: { 200: pageOf(signatureRow.meta({ id: 'SignatureRow' })).meta({ id: 'MySignatures' }) },
  problems: LISTING_PROBLEMS,
  example: { query: { limit: '10' } },
});

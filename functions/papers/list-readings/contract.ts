import { reading } from '#domain/documents/reading-log';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { dossierPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/readings',
  access: 'signed-in',
  idempotent: false,
  path: dossierPath,
  query: pageQuery,
  title: { vi: 'Xem ai đã đọc giấy tờ', en: 'List who read the papers' },
  description: {
    vi: 'Mỗi lần nội dung một giấy tờ, văn bản hoặc kết quả kiểm tra chữ ký số của nó được đưa cho ai: ai, của cơ quan nào, lúc nào; mới nhất trước. Chỉ chủ hồ sơ xem được.',
    en: 'Each time somebody was given the content of a paper or document, or the report on its signatures: who, of which agency, when; the newest first. For the owner only.',
  },
  answers: { 200: pageOf(reading).meta({ id: 'Readings' }) },
  problems: [...READING_PROBLEMS, 'not-allowed', 'cursor-malformed'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, query: { limit: '10' } },
});

import { documentContent } from '#domain/documents/document-content';
import { httpContract } from '#functions/platform/http-contract';
import { documentPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/documents/{documentId}/content',
  access: 'signed-in',
  idempotent: false,
  path: documentPath,
  title: { vi: 'Tải văn bản', en: 'Fetch a document' },
  description: {
    vi: 'Địa chỉ ngắn hạn để tải bản hiện hành. Dự thảo chỉ cơ quan soạn xem được; văn bản đã ban hành thì người nộp và bộ phận một cửa cũng tải được. Mỗi lần xem đều được ghi lại.',
    en: 'A short-lived address of the present bytes. A draft is its agency’s alone; an issued document is also the applicant’s and the desk’s. Every reading is noted.',
  },
  answers: { 200: documentContent },
  problems: [...READING_PROBLEMS, 'not-allowed', 'document-not-found'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', documentId: 'doc-0a1b2c3d4e5f60718293a4b5' } },
});

import { signatureReport } from '#domain/documents/signature-report';
import { httpContract } from '#functions/platform/http-contract';
import { documentPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/documents/{documentId}/signatures',
  access: 'signed-in',
  idempotent: false,
  path: documentPath,
  title: { vi: 'Kiểm tra chữ ký số của văn bản', en: 'Verify the signatures of a document' },
  description: {
    vi: 'Kiểm tra bản hiện hành của văn bản như người nhận sẽ kiểm tra. Dành cho người được tải văn bản.',
    en: 'Verifies the present bytes of the document as whoever receives it would. For those who may fetch it.',
  },
  answers: { 200: signatureReport },
  problems: [...READING_PROBLEMS, 'not-allowed', 'document-not-found'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', documentId: 'doc-0a1b2c3d4e5f60718293a4b5' } },
});

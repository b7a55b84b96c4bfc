import { shownDocument } from '#domain/documents/document-view';
import { httpContract } from '#functions/platform/http-contract';
import { documentPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/documents/{documentId}',
  access: 'signed-in',
  idempotent: false,
  path: documentPath,
  title: { vi: 'Xem một văn bản', en: 'Read how a document stands' },
  description: {
    vi: 'Văn bản đang chờ ai ký, đã ký, đã ban hành, bị từ chối hay thu hồi; mã băm của bản hiện hành để người ký nêu khi ký.',
    en: 'Whose signature the document waits for, or how it ended; and the hash of its present bytes, which a signer names.',
  },
  answers: { 200: shownDocument },
  problems: [...READING_PROBLEMS, 'document-not-found'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', documentId: 'doc-0a1b2c3d4e5f60718293a4b5' } },
});

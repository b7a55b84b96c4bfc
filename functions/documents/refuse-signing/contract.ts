import * as z from 'zod';
import { movedDocument } from '#domain/documents/document-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { documentPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const refusalBody = z.object({ reasons: z.array(personText(1000)).min(1).max(20) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/documents/{documentId}/refusal',
  access: 'signed-in',
  idempotent: true,
  path: documentPath,
  body: refusalBody,
  title: { vi: 'Từ chối ký văn bản', en: 'Refuse to sign a document' },
  description: {
    vi: 'Người đến lượt ký từ chối và nêu lý do; bản dự thảo chấm dứt, cơ quan có thể soạn bản khác.',
    en: 'The signer whose turn it is refuses with reasons; the draft ends, and the agency may draft another.',
  },
  answers: { 200: movedDocument },
  problems: [...MOVING_PROBLEMS, 'document-not-found', 'document-not-in-signing', 'not-the-signer', 'signature-out-of-order', 'reasons-missing'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', documentId: 'doc-0a1b2c3d4e5f60718293a4b5' }, body: { reasons: ['Sai họ tên người mẹ'] } },
});

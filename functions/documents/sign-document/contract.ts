import * as z from 'zod';
import { movedDocument } from '#domain/documents/document-view';
import { httpContract } from '#functions/platform/http-contract';
import { documentPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const signatureBody = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/).meta({ description: 'Of the bytes the signer saw: other bytes are not signed.' }) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/documents/{documentId}/signatures',
  access: 'signed-in',
  idempotent: true,
  path: documentPath,
  body: signatureBody,
  title: { vi: 'Ký văn bản', en: 'Sign a document' },
  description: {
    vi: 'Người đến lượt ký đúng bản mình đã xem; người có thẩm quyền ký trước, văn thư đóng dấu (chữ ký số cơ quan) sau. Chữ ký cuối cùng ban hành văn bản.',
    en: 'The signer whose turn it is signs the very bytes he saw: the competent person first, then the clerk for the agency. The last signature issues the document.',
  },
  answers: { 200: movedDocument },
  problems: [...MOVING_PROBLEMS, 'document-not-found', 'document-not-in-signing', 'document-changed', 'not-the-signer', 'signature-out-of-order', 'signing-identity-missing', 'timestamp-unavailable'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', documentId: 'doc-0a1b2c3d4e5f60718293a4b5' }, body: { sha256: 'ab'.repeat(32) } },
});

import * as z from 'zod';
import { movedDocument } from '#domain/documents/document-view';
import { httpContract } from '#functions/platform/http-contract';
import { documentPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const delegationBody = z.object({ officer: z.string().min(1).max(200).meta({ description: 'The subject of an officer of the same agency who has a signing identity.' }) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/documents/{documentId}/delegation',
  access: 'signed-in',
  idempotent: true,
  path: documentPath,
  body: delegationBody,
  title: { vi: 'Chuyển người ký văn bản', en: 'Have a colleague sign a document' },
  description: {
    vi: 'Người đến lượt ký chuyển cho người khác trong cơ quan có chứng thư số; việc chuyển được ghi lại và không kéo dài thời hạn.',
    en: 'The signer whose turn it is has a colleague with a signing identity sign; it is noted, and gains no time.',
  },
  answers: { 200: movedDocument },
  problems: [...MOVING_PROBLEMS, 'document-not-found', 'document-not-in-signing', 'not-the-signer', 'signature-out-of-order', 'signing-identity-missing', 'delegate-signs-already', 'delegated-too-often'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', documentId: 'doc-0a1b2c3d4e5f60718293a4b5' }, body: { officer: 'officer-civil-status' } },
});

import * as z from 'zod';
import { shownDocument } from '#domain/documents/document-view';
import { reachedForm } from '#domain/documents/forms/sealed-forms';
import { dossierId } from '#domain/dossiers/parts';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/documents',
  access: 'signed-in',
  idempotent: false,
  path: dossierPath,
  title: { vi: 'Văn bản của hồ sơ', en: 'List the documents of a dossier' },
  description: {
    vi: 'Văn bản do cơ quan soạn trong hồ sơ: ai ký, đã đến đâu, mã băm của bản hiện hành; và các biểu mẫu 01, 02, 03, 05 mà người xem được tải, có chữ ký số của bộ phận một cửa. Nội dung được lấy riêng.',
    en: 'The documents that agencies wrote in the dossier: who signs, how far they are, the hash of their present bytes; and the forms 01, 02, 03 and 05 that the reader may fetch under the seal of the one-stop. What they say is fetched apart.',
  },
  answers: { 200: z.object({ dossierId, documents: z.array(shownDocument).max(1000), forms: z.array(reachedForm).max(10) }).strict().meta({ id: 'Documents' }) },
  problems: READING_PROBLEMS,
  example: { path: { dossierId: 'H99.101.01-261126-0001' } },
});

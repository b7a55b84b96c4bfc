import * as z from 'zod';
import { documentContent } from '#domain/documents/document-content';
import { sealedForm } from '#domain/documents/forms/sealed-forms';
import { formQuery } from '#domain/documents/form-query';
import { httpContract } from '#functions/platform/http-contract';
import { dossierReference } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const sealedFormPath = z.object({ dossierId: dossierReference, form: sealedForm });

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/forms/{form}/sealed',
  access: 'signed-in',
  idempotent: false,
  path: sealedFormPath,
  query: formQuery,
  title: { vi: 'Tải biểu mẫu đã ký số của cơ quan', en: 'Fetch a form under the agency’s seal' },
  description: {
    vi: 'Biểu mẫu 01, 02, 03 hoặc 05 của hồ sơ, mang chữ ký số của bộ phận một cửa tiếp nhận. Ký một lần khi có người tải lần đầu; về sau luôn là cùng một tệp. Trả về địa chỉ ngắn hạn; mỗi lần tải đều được ghi lại.',
    en: 'Form 01, 02, 03 or 05 about the dossier, under the electronic seal of the one-stop that received it. It is sealed when first asked for, and is the same file ever after. Gives a short-lived address; every reading is noted.',
  },
  answers: { 200: documentContent },
  problems: [...READING_PROBLEMS, 'not-allowed', 'form-not-reached', 'procedure-not-found', 'document-data-missing', 'signing-identity-missing', 'timestamp-unavailable'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', form: 'receipt' }, query: { language: 'vi' } },
});

import * as z from 'zod';
import { dossierForm } from '#domain/documents/forms/dossier-forms';
import { formQuery } from '#domain/documents/form-query';
import { httpContract } from '#functions/platform/http-contract';
import { dossierReference } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const formPath = z.object({ dossierId: dossierReference, form: dossierForm });

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/forms/{form}',
  access: 'signed-in',
  idempotent: false,
  path: formPath,
  query: formQuery,
  title: { vi: 'Xem biểu mẫu của hồ sơ', en: 'Read a form about a dossier' },
  description: {
    vi: 'Một trong các biểu mẫu 01–06 của Thông tư 03/2025/TT-VPCP, dạng PDF chưa ký, lập từ dữ liệu của hồ sơ. Cùng một hồ sơ cho cùng một tệp. Phiếu kiểm soát (06) chỉ dành cho bộ phận một cửa và cơ quan giải quyết.',
    en: 'One of the forms 01 to 06 of Circular 03/2025/TT-VPCP as PDF, unsigned, drawn from the record. The same record gives the same file. The control sheet (06) is for the one-stop and the agencies that work on the dossier.',
  },
  answers: { 200: z.string().max(8_000_000).meta({ contentType: 'application/pdf', format: 'binary', description: 'A tagged PDF.' }) },
  hasContentTag: true,
  problems: [...READING_PROBLEMS, 'not-allowed', 'form-not-reached', 'procedure-not-found', 'document-data-missing'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', form: 'receipt' }, query: { language: 'vi' } },
});

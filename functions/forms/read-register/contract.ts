import * as z from 'zod';
import { httpContract } from '#functions/platform/http-contract';
import { agencyPath } from '#functions/platform/paths';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const registerQuery = z
  .object({
    from: z.iso.date().optional().meta({ description: 'The first Vietnamese day of receipt; the first of the month of `to` unless said.' }),
    to: z.iso.date().optional().meta({ description: 'The last one, of the same year; today unless said.' }),
    language: z.enum(['vi', 'en']).default('vi').meta({ description: 'The language of the form.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'GET /v1/agencies/{agencyCode}/register',
  access: 'signed-in',
  idempotent: false,
  path: agencyPath,
  query: registerQuery,
  title: { vi: 'Xem sổ theo dõi hồ sơ', en: 'Read the register of dossiers' },
  description: {
    vi: 'Sổ theo dõi hồ sơ (biểu mẫu 07 của Thông tư 03/2025/TT-VPCP) của bộ phận một cửa, đánh số liên tục trong năm, dạng PDF hoặc XLSX theo tiêu đề Accept. Tối đa 500 hồ sơ mỗi lần.',
    en: 'The register (form 07 of Circular 03/2025/TT-VPCP) of a one-stop, numbered continuously within the year, as PDF or, when `Accept` asks for it, as XLSX. At most 500 dossiers at once.',
  },
  answers: { 200: z.string().max(8_000_000).meta({ contentType: ['application/pdf', XLSX], format: 'binary', description: 'A tagged PDF or a workbook.' }) },
  hasContentTag: true,
  problems: ['not-allowed', 'register-period-wrong', 'register-too-long', 'document-data-missing'],
  example: { path: { agencyCode: 'H99.101.01' }, query: { from: '2026-11-01', to: '2026-11-30', language: 'vi' } },
});

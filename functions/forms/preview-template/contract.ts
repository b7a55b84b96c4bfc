import * as z from 'zod';
import { httpContract } from '#functions/platform/http-contract';
import { procedurePath } from '#functions/platform/paths';

export const templatePath = procedurePath.extend({ templateId: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(100).meta({ description: 'The template, as a result of the procedure names it.' }) });
export const previewQuery = z
  .object({
    version: z.coerce.number().int().positive().max(1e6).optional().meta({ description: 'A version of the procedure; the one in force today unless said.' }),
    language: z.enum(['vi', 'en']).default('vi').meta({ description: 'The language of the document.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'GET /v1/procedures/{procedureCode}/templates/{templateId}/preview',
  access: 'signed-in',
  idempotent: false,
  path: templatePath,
  query: previewQuery,
  title: { vi: 'Xem thử mẫu văn bản kết quả', en: 'Preview a template of a result' },
  description: {
    vi: 'Văn bản kết quả của thủ tục với dữ liệu mẫu, dạng PDF, mang dòng chữ BẢN XEM THỬ trên mọi trang.',
    en: 'A result of the procedure with sample data, as PDF, marked as a sample on every page.',
  },
  answers: { 200: z.string().max(8_000_000).meta({ contentType: 'application/pdf', format: 'binary', description: 'A tagged PDF.' }) },
  hasContentTag: true,
  problems: ['not-allowed', 'procedure-not-found', 'document-template-unknown'],
  example: { path: { procedureCode: '3.000722', templateId: 'birth-certificate-extract' }, query: { language: 'vi' } },
});

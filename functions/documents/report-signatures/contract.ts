import * as z from 'zod';
import { signatureReport } from '#domain/documents/signature-report';
import { httpContract } from '#functions/platform/http-contract';

/** Lambda takes 6 MB with all that is around it, and base64 makes four characters of three bytes. */
const MOST_CHARACTERS = 5_600_000;
const MAX_BODY_BYTES = 6 * 1024 * 1024;

export const reportOrder = z
  .object({ pdf: z.base64().min(1).max(MOST_CHARACTERS).meta({ description: 'The PDF in base64, at most 4 MB of it.' }) })
  .strict()
  .meta({ id: 'SignatureReportOrder' });

export const contract = httpContract({
  route: 'POST /v1/signature-reports',
  access: 'public',
  idempotent: false,
  body: reportOrder,
  maxBodyBytes: MAX_BODY_BYTES,
  title: { vi: 'Kiểm tra chữ ký số của một tệp PDF', en: 'Verify the signatures of a PDF' },
  description: {
    vi: 'Ai cũng kiểm tra được văn bản mình đang giữ: chữ ký có hợp lệ không, ai ký, nội dung có bị sửa sau khi ký không. Không lưu lại gì.',
    en: 'Anybody can check a document he holds: whether its signatures hold, who signed, whether it was changed after signing. Nothing is kept.',
  },
  answers: { 200: signatureReport },
  problems: [],
  example: { body: { pdf: Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64') } },
});

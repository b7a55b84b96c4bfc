import * as z from 'zod';
import { signatureReport } from '#domain/documents/signature-report';
import { httpContract } from '#functions/platform/http-contract';

/** Lambda takes 6 MB with all that is around it, and base64 makes four characters of three bytes. */
const MOST_CHARACTERS = 5_600_000;
const AROUND_PDF = 100;

export const reportOrder = z
  .object({ pdf: z.base64().min(1).max(MOST_CHARACTERS).meta({ description: 'The PDF in base64, at most 4 MB of it.' }) })
  .strict()
  .meta({ id: 'SignatureReportOrder' });

export const contract = httpContract({
  route: 'POST /v1/signature-reports',
  access: 'public',
  idempotent: false,
  body: reportOrder,
  bodyLimit: { maxBytes: MOST_CHARACTERS + AROUND_PDF, tooLarge: 'pdf-too-large' },
  title: { vi: 'Kiểm tra chữ ký số của một tệp PDF', en: 'Verify the signatures of a PDF' },
  description: {
    vi: 'Ai cũng kiểm tra được văn bản mình đang giữ: chữ ký có hợp lệ không, ai ký, nội dung có bị sửa sau khi ký không. Không lưu lại gì. Tệp lớn hơn 4 MB: nộp kèm hồ sơ rồi xem báo cáo của giấy tờ đó.',
    en: 'Anybody can check a document he holds: whether its signatures hold, who signed, whether it was changed after signing. Nothing is kept. A PDF over 4 MB is handed in as a paper, and then reported on by its id.',
  },
  answers: { 200: signatureReport },
  problems: ['pdf-too-large'],
  example: { body: { pdf: Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64') } },
});

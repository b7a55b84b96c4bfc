import * as z from 'zod';
import { MAX_FILE_BYTES, rowDefaults } from '#domain/bulk/bulk-hand-in';
import { bulkView } from '#domain/bulk/bulk-view';
import { httpContract } from '#functions/platform/http-contract';

const announcement = z
  .object({
    /** `jsonl` or `csv`; another word is answered with what to do instead. */
    format: z.string().min(1).max(40),
    sizeBytes: z.number().int().positive().max(MAX_FILE_BYTES),
    /** Lower-case hex SHA-256 of the file; the upload is refused when it differs. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    defaults: rowDefaults.default({}),
  })
  .strict();
export type Announcement = z.infer<typeof announcement>;

export const contract = httpContract({
  route: 'POST /v1/bulk-hand-ins',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Mở một lần nộp hàng loạt', en: 'Open a bulk hand-in' },
  description: {
    vi: 'Khai trước một tệp JSON Lines hoặc CSV (tối đa 10.000 hồ sơ, 64 MB) và nhận biểu mẫu tải tệp lên, có hiệu lực mười phút; gửi lại cùng khoá để nhận biểu mẫu mới.',
    en: 'Announces a JSON Lines or CSV file (at most 10,000 dossiers, 64 MB) and gives the form to upload it by, which lives ten minutes; the same key again gives a fresh form. Each row is one dossier and is judged by the rules of a single hand-in.',
  },
  body: announcement,
  answers: { 201: bulkView },
  problems: ['not-allowed', 'bulk-format-unknown'],
  example: {
    body: {
      format: 'csv',
      sizeBytes: 2048,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      defaults: { procedureCode: '3.000722', channel: 'online', place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01' },
    },
  },
});

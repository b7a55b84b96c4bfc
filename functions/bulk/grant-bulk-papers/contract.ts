import * as z from 'zod';
import { uploadGrant } from '#domain/dossiers/paper-store';
import { httpContract } from '#functions/platform/http-contract';
import { bulkPath } from '#functions/platform/paths';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const wantedPapers = z
  .object({
    papers: z
      .array(
        z
          .object({
            sha256,
            contentType: z.string().max(100).regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/),
            sizeBytes: z.number().int().positive().max(5 * 1024 ** 3),
          })
          .strict(),
      )
      .min(1)
      .max(100),
  })
  .strict();
export type WantedPapers = z.infer<typeof wantedPapers>;

export const contract = httpContract({
  route: 'POST /v1/bulk-hand-ins/{bulkId}/paper-grants',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Xin quyền tải giấy tờ cho lần nộp hàng loạt', en: 'Ask to upload papers of a bulk hand-in' },
  description: {
    vi: 'Mỗi giấy tờ được tải lên một lần; các dòng nêu tên nó bằng SHA-256. Quy định của thủ tục về loại và dung lượng được kiểm tra theo từng dòng.',
    en: 'A paper is uploaded once, and rows name it by its SHA-256. What the procedure asks of its type and size is checked row by row. A form lives ten minutes; ask again for a fresh one.',
  },
  path: bulkPath,
  body: wantedPapers,
  answers: { 201: z.object({ bulkId: bulkPath.shape.bulkId, papers: z.array(z.object({ sha256, upload: uploadGrant }).strict()).max(100) }).strict() },
  problems: ['bulk-not-found', 'bulk-over'],
  example: {
    path: { bulkId: 'bh-0123456789abcdef0123456789abcdef' },
    body: { papers: [{ sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', contentType: 'application/pdf', sizeBytes: 20_480 }] },
  },
});

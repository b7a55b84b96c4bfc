import * as z from 'zod';
import { dossierId, paper } from '#domain/dossiers/parts';
import { sentParts } from '#domain/dossiers/upload-in-parts';
import { httpContract } from '#functions/platform/http-contract';
import { paperPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const completionBody = z
  .object({ uploadId: z.string().min(1).max(1024).meta({ description: 'As the grant named it.' }), parts: sentParts })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/papers/{paperId}/completion',
  access: 'signed-in',
  idempotent: true,
  path: paperPath,
  body: completionBody,
  title: { vi: 'Hoàn tất giấy tờ gửi thành nhiều phần', en: 'Complete a paper sent in parts' },
  description: {
    vi: 'Ghép các phần đã gửi thành một giấy tờ và tính mã băm của cả tệp. Gọi lại bao nhiêu lần cũng nhận cùng một câu trả lời. Trước khi hoàn tất, giấy tờ coi như chưa được tải lên; phần bị bỏ dở tự mất sau một ngày.',
    en: 'Joins the parts that were sent into one paper, and reckons the hash of the whole. Calling it again gives the same answer. Before it is completed a paper counts as not uploaded; parts that are left lying go after a day.',
  },
  answers: {
    200: z
      .object({ dossierId, paperId: paper.shape.id, sizeBytes: paper.shape.sizeBytes, sha256: paper.shape.sha256.meta({ description: 'As the server computed it over the whole.' }) })
      .strict()
      .meta({ id: 'CompletedPaper' }),
  },
  problems: [...READING_PROBLEMS, 'not-allowed', 'paper-not-found', 'move-not-allowed', 'paper-parts-missing', 'paper-size-differs', 'paper-upload-ended', 'paper-hash-differs'],
  example: {
    path: { dossierId: 'ds-0a1b2c3d4e5f60718293a4b5c6d7e8f9', paperId: 'pp-9f86d081884c7d659a2feaa0c55ad015' },
    body: {
      uploadId: 'exampleUploadId',
      parts: [
        { partNumber: 1, etag: '"9b2cf535f27731c974343645a3985328"' },
        { partNumber: 2, etag: '"e4d909c290d0fb1ca068ffaddf22cbd0"' },
      ],
    },
  },
});

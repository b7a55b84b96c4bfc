import * as z from 'zod';
import { paper } from '#domain/dossiers/parts';
import { isoInstant } from '#domain/kernel/instant';
import { httpContract } from '#functions/platform/http-contract';
import { paperPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

/** Where a file can be fetched for a few minutes, and what it is. */
const shownContent = z
  .object({
    url: z.url().max(4000).meta({ description: 'Gives the bytes to whoever holds it; fetch it at once and pass it to nobody.' }),
    expiresAt: isoInstant,
    fileName: paper.shape.fileName,
    contentType: paper.shape.contentType,
    sizeBytes: paper.shape.sizeBytes,
    sha256: paper.shape.sha256,
  })
  .strict()
  .meta({ id: 'PaperContent' });

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/papers/{paperId}/content',
  access: 'signed-in',
  idempotent: false,
  path: paperPath,
  title: { vi: 'Tải giấy tờ về', en: 'Fetch a paper' },
  description: {
    vi: 'Địa chỉ có hiệu lực năm phút để tải giấy tờ đã được chấp nhận. Mỗi lần hỏi được ghi vào nhật ký mà chủ hồ sơ đọc được.',
    en: 'An address that gives an accepted paper for five minutes. Each time it is asked for is noted in a log that the owner can read.',
  },
  answers: { 200: shownContent },
  problems: [...READING_PROBLEMS, 'not-allowed', 'paper-not-found', 'paper-being-checked', 'paper-refused'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', paperId: 'pp-9f86d081884c7d659a2feaa0c55ad015' } },
});

import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { digitisation } from '#domain/dossiers/paper-parts';
import { paper } from '#domain/dossiers/parts';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

const scan = z
  .object({
    paperId: paper.shape.id,
    condition: digitisation.shape.condition.meta({ description: 'What was in hand when it was scanned.' }),
    sheets: z.number().int().positive().max(10_000).meta({ description: 'Sheets of the paper, counted by hand.' }),
    pages: z.number().int().positive().max(20_000).meta({ description: 'Pages of the scan, in the order of the paper; a page with a note stuck on it counts twice.' }),
  })
  .strict();

export const digitisationBody = z
  .object({
    /** Nobody confirms by leaving a field out. */
    confirmsLikeness: z.literal(true).meta({ description: 'The officer has compared every page with the paper and answers for the likeness.' }),
    papers: z.array(scan).min(1).max(60).meta({ description: 'The scans, in the order of the papers.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/papers/digitisation',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: digitisationBody,
  title: { vi: 'Xác nhận số hóa giấy tờ', en: 'Confirm the scans of a batch' },
  description: {
    vi: 'Cán bộ tiếp nhận hồ sơ giấy xác nhận bản quét đúng với giấy tờ: đủ trang, đúng thứ tự, là bản chính, bản chứng thực hay bản sao. Danh sách bản quét được ký số và lưu cùng hồ sơ.',
    en: 'The officer who received a dossier on paper confirms that the scans are like the papers: every page, in order, of an original, a certified copy or a copy. The list of scans is signed and kept with the dossier.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'nothing-to-digitise', 'scan-not-alike', 'no-signing-identity'],
  example: {
    path: { dossierId: 'H99.101.01-261126-0001' },
    body: { confirmsLikeness: true, papers: [{ paperId: 'pp-0123456789abcdef0123456789abcdef', condition: 'certified-copy', sheets: 1, pages: 1 }] },
  },
});

import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { stepPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const opinionsBody = z
  .object({
    consultationId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/).meta({ description: 'Which of the consultations that the procedure foresees at this step.' }),
    question: personText(2000).optional().meta({ description: 'The procedure’s own question unless said.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/consultations',
  access: 'signed-in',
  idempotent: true,
  path: stepPath,
  body: opinionsBody,
  title: { vi: 'Lấy ý kiến các cơ quan', en: 'Ask for opinions' },
  description: {
    vi: 'Cơ quan giữ bước lấy ý kiến cùng lúc của các cơ quan mà thủ tục quy định; quá hạn thì im lặng có hệ quả theo thủ tục.',
    en: 'The agency of a step asks the others that the procedure names, all at once; what their silence means stands in the procedure.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'step-not-found', 'step-not-open', 'consultation-not-foreseen', 'consultation-already-asked', 'no-agency-for-role'],
  example: { path: { dossierId: 'H99.101.01-261126-0002', stepId: 'appraise-house' }, body: { consultationId: 'house-opinions' } },
});

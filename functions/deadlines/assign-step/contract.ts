import * as z from 'zod';
import { agencyCode } from '#domain/agencies/agency';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { stepPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const assignmentBody = z
  .object({
    agency: agencyCode.optional().meta({ description: 'The agency that takes the step over; the one that has it unless said.' }),
    officer: z.string().min(1).max(200).optional().meta({ description: 'Subject of the officer whose work it is from now on; nobody’s in particular unless said.' }),
    reason: personText(1000),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/assignment',
  access: 'signed-in',
  idempotent: true,
  path: stepPath,
  body: assignmentBody,
  title: { vi: 'Giao bước xử lý', en: 'Assign a step' },
  description: {
    vi: 'Chuyển một bước cho cơ quan khác trong danh bạ hoặc giao cho một cán bộ; thời hạn của bước không đổi.',
    en: 'A step changes hands, to another agency of the register or to a named officer; its clock runs on.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'step-not-found', 'step-not-open', 'agency-unknown'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', stepId: 'birth-registration' }, body: { officer: 'officer-civil-status', reason: 'Phân công trong tuần' } },
});

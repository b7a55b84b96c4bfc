import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const supplementRequestBody = z
  .object({
    items: z.array(personText(500)).min(1).max(50).meta({ description: 'Each thing the applicant must supply.' }),
    reasons: z.array(personText(1000)).min(1).max(20),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/supplement-request',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: supplementRequestBody,
  title: { vi: 'Yêu cầu bổ sung hồ sơ', en: 'Request a supplement' },
  description: {
    vi: 'Bộ phận một cửa yêu cầu bổ sung một lần, đầy đủ và chính xác (mẫu số 02).',
    en: 'The desk asks once, fully and exactly, for what is missing (form 02).',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'supplement-already-requested'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, body: { items: ['Giấy chứng sinh'], reasons: ['Bản chụp không đọc được'] } },
});

import * as z from 'zod';
import { documentId } from '#domain/documents/document';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { stepPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const answerBody = z
  .object({
    outcome: z.enum(['result', 'return-for-supplement', 'cannot']),
    reasons: z.array(personText(1000)).max(20).default([]).meta({ description: 'At least one for a return or a "cannot".' }),
    items: z.array(personText(500)).max(50).default([]).meta({ description: 'What the applicant must supply; for a return.' }),
    resultReference: personText(200).optional().meta({ description: 'Number and date of the result, or what a register gave.' }),
    documentId: documentId.optional().meta({ description: 'The issued document of the result; found by itself when not named.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/answer',
  access: 'signed-in',
  idempotent: true,
  path: stepPath,
  body: answerBody,
  title: { vi: 'Trả lời bước xử lý', en: 'Answer a step' },
  description: {
    vi: 'Cơ quan trả lời bước của mình: có kết quả, trả lại để bổ sung qua bộ phận một cửa, hoặc không giải quyết được và nêu lý do.',
    en: 'An agency answers its step: a result, a return for a supplement through the one-stop, or a reasoned "cannot".',
  },
  answers: { 200: movedDossier },
  problems: [
    ...MOVING_PROBLEMS,
    'step-not-found',
    'step-not-open',
    'reasons-missing',
    'supplement-items-missing',
    'supplement-already-requested',
    'supplement-outstanding',
    'step-may-not-return',
    'dossier-suspended',
    'consultation-open',
    'result-document-missing',
  ],
  example: { path: { dossierId: 'H99.101.01-261126-0001', stepId: 'birth-registration' }, body: { outcome: 'result', resultReference: 'Giấy khai sinh số 12/2026' } },
});

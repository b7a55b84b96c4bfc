import * as z from 'zod';
import { shownConsultation, shownDossier, shownStep } from '#domain/dossiers/dossier-view';
import { paperInBrief, shownPaper } from '#domain/dossiers/paper-view';
import { httpContract } from '#functions/platform/http-contract';
import { stepPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

const { version, procedure, caseId, choices, application } = shownDossier.shape;

const stepWork = z
  .object({
    dossierId: shownDossier.shape.id,
    code: z.string().max(60),
    version,
    procedure,
    caseId,
    choices,
    step: shownStep,
    consultations: z.array(shownConsultation).max(100),
    papers: z.array(paperInBrief.extend({ fileName: shownPaper.shape.fileName })).max(100),
    otherSteps: z.array(shownStep).max(100),
    application,
  })
  .strict()
  .meta({ id: 'StepWork', description: 'All that an agency needs to do its step.' });

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/steps/{stepId}',
  access: 'signed-in',
  idempotent: false,
  path: stepPath,
  title: { vi: 'Xem bước xử lý', en: 'Read a step' },
  description: {
    vi: 'Mọi thứ cơ quan cần để làm bước của mình: bước, ý kiến đã lấy, giấy tờ, kết quả của các bước khác, và đơn nếu được đọc.',
    en: 'All that an agency needs to do its step: the step, the opinions asked for it, the papers, what other agencies gave, and the application for those who may read it.',
  },
  answers: { 200: stepWork },
  problems: [...READING_PROBLEMS, 'not-allowed', 'step-not-found'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', stepId: 'birth-registration' } },
});

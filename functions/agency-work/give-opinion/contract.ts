import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { consultationPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const opinionBody = z.object({ verdict: z.enum(['agree', 'disagree']), text: personText(2000).optional() }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/consultations/{consultationId}/opinions',
  access: 'signed-in',
  idempotent: true,
  path: consultationPath,
  body: opinionBody,
  title: { vi: 'Cho ý kiến', en: 'Give an opinion' },
  description: {
    vi: 'Cơ quan được lấy ý kiến trả lời đồng ý hoặc không; ý kiến cuối cùng cần có sẽ kết thúc việc lấy ý kiến.',
    en: 'A consulted agency agrees or disagrees; the last opinion needed closes the consultation.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'consultation-not-found', 'opinion-not-awaited'],
  example: { path: { dossierId: 'H99.101.01-261126-0002', consultationId: 'house-opinions' }, body: { verdict: 'agree', text: 'Phù hợp quy hoạch' } },
});

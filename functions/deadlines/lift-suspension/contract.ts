import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const suspensionEndBody = z.object({ reason: personText(1000) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/suspension-end',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: suspensionEndBody,
  title: { vi: 'Kết thúc tạm dừng', en: 'End a suspension' },
  description: {
    vi: 'Căn cứ tạm dừng không còn: các thời hạn tính tiếp phần còn lại.',
    en: 'The ground for the stop is gone: the clocks go on with what they had left.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'not-suspended'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, body: { reason: 'Tòa án đã ra quyết định đình chỉ vụ án' } },
});

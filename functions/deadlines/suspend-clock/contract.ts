import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const suspensionBody = z
  .object({
    reason: personText(1000),
    cites: personText(300).meta({ description: 'The article that orders the stop.' }),
    reference: personText(200).meta({ description: 'Number and date of the paper.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/suspension',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: suspensionBody,
  title: { vi: 'Tạm dừng theo pháp luật', en: 'Suspend by law' },
  description: {
    vi: 'Văn bản có hiệu lực pháp luật, ví dụ của tòa án, tạm dừng mọi thời hạn của hồ sơ.',
    en: 'A paper with the force of law, of a court for instance, stops every clock of the dossier.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'suspension-not-possible'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, body: { reason: 'Tòa án thụ lý vụ án có liên quan', cites: 'Điều 19(2) Nghị định 61/2018/NĐ-CP', reference: '12/2026/TB-TLVA' } },
});

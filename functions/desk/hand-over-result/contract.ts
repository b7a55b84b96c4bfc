import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const handOverBody = z.object({ method: z.enum(['online', 'desk', 'post']) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/hand-over',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: handOverBody,
  title: { vi: 'Trả kết quả', en: 'Hand over the result' },
  description: {
    vi: 'Ghi nhận kết quả của hồ sơ đã xử lý xong được trả trực tuyến, tại quầy hoặc qua bưu chính.',
    en: 'Records that the result of a settled dossier was handed over online, at the desk or by post.',
  },
  answers: { 200: movedDossier },
  problems: MOVING_PROBLEMS,
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, body: { method: 'desk' } },
});

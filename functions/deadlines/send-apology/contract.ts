import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { term } from '#domain/procedures/procedure';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const apologyBody = z.object({ reason: personText(1000), extension: term }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/apology',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: apologyBody,
  title: { vi: 'Xin lỗi và hẹn lại', en: 'Apologise and give a new appointment' },
  description: {
    vi: 'Văn bản xin lỗi và hẹn lại ngày trả kết quả (mẫu số 04): lý do và thêm bao lâu. Số lần hẹn lại theo quy định của thủ tục.',
    en: 'The apology with a new appointment (form 04): why, and how much longer it will take. How often, the procedure says.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'already-reappointed', 'clock-stands-still', 'term-not-whole'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, body: { reason: 'Hồ sơ tăng đột biến', extension: { amount: 2, unit: 'working-day' } } },
});

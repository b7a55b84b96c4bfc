import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const refusalBody = z.object({ reasons: z.array(personText(1000)).min(1).max(20) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/refusal',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: refusalBody,
  title: { vi: 'Từ chối tiếp nhận hồ sơ', en: 'Refuse a dossier' },
  description: {
    vi: 'Bộ phận một cửa không tiếp nhận hồ sơ và nêu lý do bằng văn bản (mẫu số 03).',
    en: 'The desk does not accept the dossier and gives its reasons in writing (form 03).',
  },
  answers: { 200: movedDossier },
  problems: MOVING_PROBLEMS,
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, body: { reasons: ['Không thuộc thẩm quyền giải quyết'] } },
});

import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const withdrawalBody = z.object({ reason: personText(1000) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/withdrawal',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: withdrawalBody,
  title: { vi: 'Rút hồ sơ', en: 'Withdraw a dossier' },
  description: { vi: 'Người nộp rút hồ sơ khi chưa có kết quả.', en: 'The applicant takes the dossier back while there is no result yet.' },
  answers: { 200: movedDossier },
  problems: MOVING_PROBLEMS,
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, body: { reason: 'Không còn nhu cầu' } },
});

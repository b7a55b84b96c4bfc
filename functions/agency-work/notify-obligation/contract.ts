import * as z from 'zod';
import { movedDossier } from '#domain/dossiers/moved-view';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { stepPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const obligationBody = z.object({ amountDong: z.number().int().nonnegative().max(1e15).meta({ description: 'Whole đồng.' }), reference: personText(200) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/obligation',
  access: 'signed-in',
  idempotent: true,
  path: stepPath,
  body: obligationBody,
  title: { vi: 'Thông báo nghĩa vụ tài chính', en: 'Notify a financial obligation' },
  description: {
    vi: 'Cơ quan thuế thông báo số tiền người nộp phải nộp; thời hạn giải quyết tạm dừng trong lúc chờ.',
    en: 'The tax office tells what the applicant owes; the clock stands still meanwhile.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'step-not-found', 'step-not-open', 'step-has-no-obligation'],
  example: { path: { dossierId: 'H99.101.01-261126-0001', stepId: 'tax-obligation' }, body: { amountDong: 12_500_000, reference: 'Thông báo 345/TB-CCT' } },
});

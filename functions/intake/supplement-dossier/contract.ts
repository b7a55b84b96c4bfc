import * as z from 'zod';
import { shownReceipt } from '#domain/dossiers/receipt';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const supplementBody = z.object({ note: personText(2000).optional().meta({ description: 'A word to the desk.' }) }).strict();

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/supplement',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  body: supplementBody,
  title: { vi: 'Nộp bổ sung', en: 'Answer a supplement request' },
  description: {
    vi: 'Trả lời yêu cầu bổ sung bằng các giấy tờ đã tải lên từ lúc được yêu cầu. Thời hạn giải quyết tính tiếp hoặc tính lại theo quy định của thủ tục.',
    en: 'Answers the request with the papers uploaded since it was made. The clock then goes on or begins anew, as the procedure says.',
  },
  answers: { 200: shownReceipt },
  problems: [...MOVING_PROBLEMS, 'paper-missing', 'paper-not-uploaded', 'paper-hash-differs', 'paper-refused'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, body: { note: 'Đã chụp lại giấy chứng sinh rõ hơn' } },
});

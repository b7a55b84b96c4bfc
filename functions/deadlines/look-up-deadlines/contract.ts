import * as z from 'zod';
import { shownPublicDeadlines } from '#domain/dossiers/deadlines-view';
import { httpContract } from '#functions/platform/http-contract';
import { codePath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const receiptQuery = z.object({ receipt: z.string().max(60).optional().meta({ description: 'The number on the receipt, which only its holder knows: the id of the dossier.' }) }).strict();

export const contract = httpContract({
  route: 'GET /v1/lookup/{dossierCode}/deadlines',
  access: 'public',
  idempotent: false,
  path: codePath,
  query: receiptQuery,
  title: { vi: 'Tra cứu thời hạn bằng giấy tiếp nhận', en: 'Look up deadlines with the receipt' },
  description: {
    vi: 'Ai giữ giấy tiếp nhận xem được vì sao hồ sơ hẹn trả vào ngày đó. Chỉ có mã hồ sơ thì chưa đủ.',
    en: 'Whoever holds the receipt learns why the dossier is due when it is. The code alone does not open this.',
  },
  answers: { 200: shownPublicDeadlines },
  problems: [...READING_PROBLEMS, 'dossier-code-malformed', 'no-calendar'],
  example: { path: { dossierCode: 'H99.101.01-261126-0001' }, query: { receipt: 'ds-0a1b2c3d4e5f60718293a4b5c6d7e8f9' } },
});

import * as z from 'zod';
import { shownHistory } from '#domain/dossiers/history-view';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const historyQuery = z
  .object({
    after: z.coerce.number().int().nonnegative().max(1e9).default(0).meta({ description: 'Only events with a greater `seq`.' }),
    limit: z.coerce.number().int().min(1).max(200).default(100).meta({ description: 'How many events a page has at most.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/events',
  access: 'signed-in',
  idempotent: false,
  path: dossierPath,
  query: historyQuery,
  title: { vi: 'Xem lịch sử hồ sơ', en: 'Read the history of a dossier' },
  description: {
    vi: 'Mọi sự kiện của hồ sơ theo thứ tự, số `seq` liên tục không có khoảng trống. Dữ liệu cá nhân trong đơn không có ở đây.',
    en: 'Everything that happened to the dossier, in order; `seq` has no gap. Nothing of the application is in it.',
  },
  answers: { 200: shownHistory },
  problems: [...READING_PROBLEMS, 'not-allowed'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' }, query: { after: '0', limit: '50' } },
});

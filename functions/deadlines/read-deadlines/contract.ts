import { shownDeadlines } from '#domain/dossiers/deadlines-view';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/deadlines',
  access: 'signed-in',
  idempotent: false,
  path: dossierPath,
  title: { vi: 'Xem các thời hạn của hồ sơ', en: 'Read the deadlines of a dossier' },
  description: {
    vi: 'Mọi thời hạn của hồ sơ và cách tính từng phút: ngày nào không tính, theo quy định nào.',
    en: 'Every clock of the dossier with the account of its time: which days did not count, and by which rule.',
  },
  answers: { 200: shownDeadlines },
  problems: [...READING_PROBLEMS, 'no-calendar'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' } },
});

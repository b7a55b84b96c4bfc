import * as z from 'zod';
import { shownPaper } from '#domain/dossiers/paper-view';
import { dossierId } from '#domain/dossiers/parts';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/papers',
  access: 'signed-in',
  idempotent: false,
  path: dossierPath,
  title: { vi: 'Xem tình trạng giấy tờ', en: 'List the papers of a dossier' },
  description: {
    vi: 'Từng giấy tờ đang chờ, đang được kiểm tra an toàn, đã được chấp nhận, hay bị từ chối và vì sao.',
    en: 'Each paper with whether it is awaited, being checked, accepted, or refused and why.',
  },
  answers: { 200: z.object({ dossierId, papers: z.array(shownPaper).max(100) }).strict().meta({ id: 'DossierPapers' }) },
  problems: READING_PROBLEMS,
  example: { path: { dossierId: 'H99.101.01-261126-0001' } },
});

import * as z from 'zod';
import { dossierId } from '#domain/dossiers/parts';
import { httpContract } from '#functions/platform/http-contract';
import { dossierReference } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const rehydrationBody = z.object({ dossierId: dossierReference }).strict();

export const contract = httpContract({
  route: 'POST /v1/operations/rehydrations',
  access: 'signed-in',
  idempotent: true,
  body: rehydrationBody,
  title: { vi: 'Khôi phục tiến trình của hồ sơ', en: 'Rehydrate a dossier' },
  description: {
    vi: 'Quản trị viên dựng lại tiến trình của hồ sơ từ dữ liệu đã ghi; gọi lại không gây hại.',
    en: 'An administrator brings a dossier’s machines back from the record; it is safe to repeat.',
  },
  answers: { 200: z.object({ dossierId, started: z.boolean().meta({ description: 'Whether no machine was there to be woken, so that one was started.' }) }).strict().meta({ id: 'Rehydration' }) },
  problems: [...READING_PROBLEMS, 'not-allowed'],
  example: { body: { dossierId: 'H99.101.01-261126-0001' } },
});

import * as z from 'zod';
import { httpContract } from '#functions/platform/http-contract';
import { codePath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/lookup/{dossierCode}',
  access: 'public',
  idempotent: false,
  path: codePath,
  title: { vi: 'Tra cứu hồ sơ theo mã', en: 'Look up a dossier by its code' },
  description: {
    vi: 'Ai có mã hồ sơ đều xem được mức độ hoàn thành, không xem được gì khác (Thông tư 01/2018/TT-VPCP, Điều 16 khoản 2 điểm d).',
    en: 'Whoever has the code learns how far the dossier is and nothing else (Circular 01/2018/TT-VPCP Art. 16(2)(d)).',
  },
  answers: { 200: z.object({ code: z.string().max(60), percentComplete: z.number().int().min(0).max(100) }).strict().meta({ id: 'Lookup' }) },
  problems: [...READING_PROBLEMS, 'dossier-code-malformed'],
  example: { path: { dossierCode: 'H99.101.01-261126-0001' } },
});

import * as z from 'zod';
import { httpContract } from '#functions/platform/http-contract';

const generation = z.number().int().nonnegative().max(1e9);

export const contract = httpContract({
  route: 'POST /v1/operations/figure-rebuilds',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Đếm lại toàn bộ số liệu', en: 'Rebuild the figures' },
  description: {
    vi: 'Đếm lại mọi số liệu từ hồ sơ gốc vào một thế hệ mới trong khi thế hệ cũ vẫn được đọc. Gọi lại khi đang đếm không đếm gì hai lần.',
    en: 'Has all figures counted from the record anew into a generation of their own, while the present one is read. Asked again meanwhile, nothing is counted twice.',
  },
  answers: { 202: z.object({ live: generation, building: generation, partsLeft: z.number().int().nonnegative().max(1e6) }).strict().meta({ id: 'FigureRebuild' }) },
  problems: ['not-allowed'],
  example: {},
});

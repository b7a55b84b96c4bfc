import * as z from 'zod';
import { shownPublicLine } from '#domain/figures/scoreboard-view';
import { bilingualText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf } from '#functions/platform/page-query';
import { scoreboardMonth, scoreboardQuery } from '#functions/platform/scoreboard-query';

const scoreboard = pageOf(shownPublicLine)
  .extend({
    month: scoreboardMonth,
    place: z.string().max(35),
    fewestShown: z.number().int().positive().max(100).meta({ description: 'Smaller figures are left empty (null), so that nobody can be recognised.' }),
    note: bilingualText,
  })
  .meta({ id: 'PublicScoreboard' });

export const contract = httpContract({
  route: 'GET /v1/sla/public-scoreboard',
  access: 'public',
  idempotent: false,
  query: scoreboardQuery,
  title: { vi: 'Bảng công khai việc giữ đúng hẹn', en: 'Read the public scoreboard' },
  description: {
    vi: 'Mỗi cơ quan tiếp nhận hồ sơ giữ đúng hẹn đến đâu trong tháng; số liệu quá nhỏ được để trống.',
    en: 'How each agency that receives dossiers keeps its promises in a month, without a figure so small that it points at a person.',
  },
  answers: { 200: scoreboard },
  problems: ['cursor-malformed'],
  example: { query: { month: '2026-11', limit: '10' } },
});

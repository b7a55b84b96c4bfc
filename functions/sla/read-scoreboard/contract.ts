import * as z from 'zod';
import { shownScoreboardLine } from '#domain/figures/scoreboard-view';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf } from '#functions/platform/page-query';
import { scoreboardMonth, scoreboardQuery } from '#functions/platform/scoreboard-query';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

export const headQuery = scoreboardQuery.extend({ by: z.enum(['agency', 'procedure']).default('agency') }).strict();

export const contract = httpContract({
  route: 'GET /v1/sla/scoreboard',
  access: 'signed-in',
  idempotent: false,
  query: headQuery,
  title: { vi: 'Bảng theo dõi của lãnh đạo', en: 'Read the scoreboard' },
  description: {
    vi: 'Số liệu của tháng và của lúc này: lãnh đạo tỉnh hoặc bộ phận một cửa xem cả địa bàn, lãnh đạo cơ quan xem cơ quan mình và các đơn vị trực thuộc.',
    en: 'The figures of a month and of this moment: of the whole place for heads of the province or of a one-stop, of an agency and what is below it for its head.',
  },
  answers: { 200: pageOf(shownScoreboardLine).extend({ month: scoreboardMonth, place: z.string().max(35) }).meta({ id: 'Scoreboard' }) },
  problems: LISTING_PROBLEMS,
  example: { query: { month: '2026-11', by: 'procedure' } },
});

import type * as z from 'zod';
import type { FigureStore } from '#domain/figures/figure-store';
import { FEWEST_SHOWN, publicLine } from '#domain/figures/scoreboard-view';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import { monthAt, type scoreboardQuery } from '#functions/platform/scoreboard-query';

interface Dependencies {
  readonly figures: Pick<FigureStore, 'scoreboard'>;
  /** The province or ministry the cell serves. */
  readonly place: string;
}

const SUPPRESSED = {
  vi: `Số liệu dưới ${FEWEST_SHOWN} hồ sơ được để trống (null) để không ai bị nhận ra.`,
  en: `Figures of fewer than ${FEWEST_SHOWN} dossiers are left empty (null), so that nobody can be recognised.`,
};

/** For anybody: how each agency that receives dossiers keeps its promises, without a figure so small that it points at a person. */
export async function readPublicScoreboard({ figures, place }: Dependencies, { query, now }: Pick<HttpRequest<'public', false, undefined, undefined, z.infer<typeof scoreboardQuery>>, 'query' | 'now'>): Promise<HttpAnswer> {
  const { limit, cursor, month = monthAt(now) } = query;
  const { rows, ...rest } = await figures.scoreboard({ place, by: 'agency', month, limit, ...(cursor === undefined ? {} : { cursor }) });
  return { status: 200, body: { month, place, fewestShown: FEWEST_SHOWN, note: SUPPRESSED, rows: rows.map(publicLine), ...rest } };
}

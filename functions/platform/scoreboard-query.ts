import * as z from 'zod';
import { dayOf, monthOf } from '#domain/figures/time-buckets';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { pageQuery } from '#functions/platform/page-query';

/** A Vietnamese month, `2026-11`. */
export const scoreboardMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/).meta({ description: 'A Vietnamese month.', examples: ['2026-11'] });

/** One page of a scoreboard of a month, the present one if none is named. */
export const scoreboardQuery = pageQuery.extend({ month: scoreboardMonth.optional() }).strict();

/** The Vietnamese month an instant lies in. */
export function monthAt(now: Temporal.Instant): string {
  return monthOf(dayOf(toIso(now)));
}

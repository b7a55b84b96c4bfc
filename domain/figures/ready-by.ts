import * as z from 'zod';
import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import { addWorkingMinutes } from '#domain/deadlines/working-minutes';
import { casesIn, percentile, type Histogram } from '#domain/figures/log-histogram';
import { isoInstant, toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

/** When a dossier like those before it is probably ready; a guess from the past, never the promised day. */
export const shownReadyBy = z
  .object({
    halfBy: isoInstant.meta({ description: 'Half of the cases were ready by then.' }),
    mostBy: isoInstant.meta({ description: 'Four in five were.' }),
    cases: z.number().int().positive().meta({ description: 'How many cases it is told from.' }),
  })
  .strict()
  .meta({ id: 'ReadyBy', description: 'When a dossier like those before it is probably ready; a guess from the past, never the promised day.' });
export type ReadyBy = z.infer<typeof shownReadyBy>;

/** Below this nothing is told: of fewer cases, four in five leave three, and one slow dossier moves the day of everybody after it. */
export const FEWEST_CASES = 20;

const HALF = 0.5;
const MOST = 0.8;

interface Guess {
  /** Office minutes from receipt to settlement of the last 90 days. */
  readonly durations: Histogram;
  readonly receivedAt: Temporal.Instant;
  /** The receiving agency's. */
  readonly calendar: WorkingCalendar;
}

/** "Probably ready by", or nothing when there are too few cases. Throws DomainError `no-calendar`. */
export function readyBy({ durations, receivedAt, calendar }: Guess): ReadyBy | undefined {
  const cases = casesIn(durations);
  const [half, most] = [percentile(durations, HALF), percentile(durations, MOST)];
  if (cases < FEWEST_CASES || half === undefined || most === undefined) return undefined;
  const after = (minutes: number) => toIso(addWorkingMinutes(receivedAt, Math.ceil(minutes), calendar));
  return { halfBy: after(half), mostBy: after(most), cases };
}

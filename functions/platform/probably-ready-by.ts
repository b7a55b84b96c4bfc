import type { CalendarStore } from '#domain/deadlines/calendar-store';
import type { FigureStore } from '#domain/figures/figure-store';
import { readyBy, type ReadyBy } from '#domain/figures/ready-by';
import { dayOf } from '#domain/figures/time-buckets';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

interface ReadyByTools {
  readonly figures: Pick<FigureStore, 'recentDurations'>;
  readonly calendars: Pick<CalendarStore, 'inForce'>;
}

interface ReadyByQuestion {
  /** The one-stop that would receive the dossier. */
  readonly receivingAgency: string;
  readonly procedureCode: string;
  readonly receivedAt: Temporal.Instant;
  readonly now: Temporal.Instant;
}

/**
 * When a dossier received then is probably ready, from the last 90 days of the same procedure at the same one-stop;
 * nothing when there are too few cases. One key read of at most 90 small rows. Throws DomainError `no-calendar`.
 */
export async function probablyReadyBy({ figures, calendars }: ReadyByTools, { receivingAgency, procedureCode, receivedAt, now }: ReadyByQuestion): Promise<ReadyBy | undefined> {
  const [durations, book] = await Promise.all([figures.recentDurations(receivingAgency, procedureCode, dayOf(toIso(now))), calendars.inForce()]);
  return readyBy({ durations, receivedAt, calendar: book.of(receivingAgency) });
}

import type { ClockSpan, SettledClock } from '#domain/deadlines/settle-clock';
import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import { workingMinutesBetween } from '#domain/deadlines/working-minutes';
import { toLocal } from '#domain/deadlines/working-timeline';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import { calendarOf, settleDossier } from '#domain/dossiers/legal-clock';
import type { SettlementTiming } from '#domain/dossiers/parts';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';

/**
 * How a clock that has ended stands to its term: before the day it was due, by its due instant, or after
 * (Circular 01/2018/TT-VPCP Art. 13, indices 1 and 2: shorter, equal, longer). The term itself counts, not a new
 * appointment; one that ended while it stood still had time left.
 */
export function punctualityOf({ endedAt, legalDueAt }: SettledClock, { timeline }: WorkingCalendar): 'early' | 'on-time' | 'late' {
  if (endedAt === undefined || legalDueAt === undefined) return 'early';
  const [ended, due] = [Temporal.Instant.from(endedAt), Temporal.Instant.from(legalDueAt)];
  if (Temporal.Instant.compare(ended, due) > 0) return 'late';
  const dayOf = (instant: Temporal.Instant) => toLocal(timeline, instant.epochMilliseconds).epochDay;
  return dayOf(ended) < dayOf(due) ? 'early' : 'on-time';
}

/** Office minutes of the spans in which the work lay with agencies, also those that a restart took back. */
export function agencyMinutes({ spans }: SettledClock, calendar: WorkingCalendar): number {
  return minutesOf(spans, ['term', 'extended', 'overdue'], calendar);
}

/** How the settlement went, if it ended now: whose time it took, told apart for a fair scoreboard (domain.md §3.5). */
export function settlementTiming(dossier: Dossier, context: DecisionContext): SettlementTiming {
  const calendar = calendarOf(dossier, context);
  const settled = settleDossier(dossier, context, [{ kind: 'ended', at: toIso(context.now) }]);
  const punctuality = punctualityOf(settled, calendar);
  const hasApology = 'apologies' in dossier && dossier.apologies.length > 0;
  return {
    punctuality: punctuality === 'late' ? (hasApology ? 'late-with-apology' : 'late-without-apology') : punctuality,
    agencyMinutes: agencyMinutes(settled, calendar),
    applicantMinutes: minutesOf(settled.spans, ['supplement', 'financial-duty'], calendar),
    stoppedMinutes: minutesOf(settled.spans, ['legal-suspension'], calendar),
  };
}

function minutesOf(spans: readonly ClockSpan[], kinds: readonly ClockSpan['kind'][], calendar: WorkingCalendar): number {
  return spans.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { from, to }) => sum + workingMinutesBetween(from, to, calendar), 0);
}

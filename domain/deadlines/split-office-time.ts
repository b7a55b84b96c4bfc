import type { RuleWord } from './rules.ts';
import { ruleOf } from './rules.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { dateOf, isWorking, toLocal, workedMsOfDay } from './working-timeline.ts';

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 24 * 60 * MS_PER_MINUTE;

/** Minutes that do not count, why, and on which day where it is a matter of the day. */
export interface Skip {
  /** A word of the rules. */
  readonly reason: RuleWord;
  readonly minutes: number;
  /** The Vietnamese calendar day, `2026-11-24`. */
  readonly date?: string;
  /** Who decided that this day is off. */
  readonly source?: string;
}

/** What lies of one calendar day, in minutes, within a span of time. */
export interface DayShare {
  readonly epochDay: number;
  readonly elapsedMinutes: number;
  readonly officeMinutes: number;
  /** Why the day is off, or nothing on a working day. */
  readonly off: Pick<Skip, 'reason' | 'date' | 'source'> | undefined;
}

interface Span {
  readonly from: { readonly epochMilliseconds: number };
  readonly to: { readonly epochMilliseconds: number };
}

/** Cuts a span (whole minutes) into the Vietnamese calendar days it touches. Throws DomainError `no-calendar`. */
export function daysOf({ from, to }: Span, { timeline }: WorkingCalendar): DayShare[] {
  const first = toLocal(timeline, from.epochMilliseconds);
  const last = toLocal(timeline, to.epochMilliseconds);
  const shares: DayShare[] = [];
  for (let epochDay = first.epochDay; epochDay <= last.epochDay; epochDay += 1) {
    const fromMs = epochDay === first.epochDay ? first.msOfDay : 0;
    const toMs = epochDay === last.epochDay ? last.msOfDay : MS_PER_DAY;
    if (toMs <= fromMs) continue;
    const worked = isWorking(timeline, epochDay) ? workedMsOfDay(timeline, toMs) - workedMsOfDay(timeline, fromMs) : 0;
    shares.push({ epochDay, elapsedMinutes: (toMs - fromMs) / MS_PER_MINUTE, officeMinutes: worked / MS_PER_MINUTE, off: whyOff(epochDay, timeline) });
  }
  return shares;
}

function whyOff(epochDay: number, timeline: WorkingCalendar['timeline']): DayShare['off'] {
  if (isWorking(timeline, epochDay)) return undefined;
  const date = dateOf(epochDay);
  const special = timeline.specialDays.get(epochDay);
  if (special === undefined || special.kind === 'make-up' || special.kind === 'local-working-day') return { reason: 'weekend', date, source: ruleOf('weekend').cites };
  return { reason: special.kind, date, source: special.source };
}

/** The time of a span outside office hours as skips: each day off by itself, nights and breaks together. */
export function outsideOffice(days: readonly DayShare[]): Skip[] {
  const off = days.flatMap((day): Skip[] => (day.off === undefined ? [] : [{ ...day.off, minutes: day.elapsedMinutes }]));
  const nights = days.reduce((sum, day) => (day.off === undefined ? sum + day.elapsedMinutes - day.officeMinutes : sum), 0);
  return nights === 0 ? off : [...off, { reason: 'office-hours', minutes: nights }];
}

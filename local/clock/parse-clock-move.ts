import { addTerm } from '#domain/deadlines/add-term';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';

export type ClockMove =
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'working-days'; readonly days: number }
  | { readonly kind: 'to'; readonly at: number };

export const clockUsage = 'npm run clock -- +3wd | +2h | +30m | +1d | +1cd | to 2026-12-01T08:00+07:00';

// A calendar day is 24 hours: Vietnam has no summer time.
const MS_PER_UNIT = { m: 60_000, h: 3_600_000, d: 86_400_000, cd: 86_400_000 } as const;

/** Reads what was typed after `npm run clock --`; undefined when it is no move. */
export function parseClockMove(words: readonly string[]): ClockMove | undefined {
  const [first = '', second = '', ...rest] = words;
  if (rest.length > 0) return undefined;
  if (first === 'to') return parseInstant(second);
  return second === '' ? parseStep(first) : undefined;
}

/**
 * Where the move ends, in epoch milliseconds. Working days end at the same local time n working days later, whatever weekends
 * and holidays lie between. Throws DomainError `no-calendar` past the last known year.
 */
export function targetOf(move: ClockMove, now: number): number {
  switch (move.kind) {
    case 'advance':
      return now + move.milliseconds;
    case 'to':
      return move.at;
    case 'working-days':
      return workingDaysLater(now, move.days);
  }
}

function parseStep(word: string): ClockMove | undefined {
  const match = /^\+(?<amount>[1-9]\d{0,4})(?<unit>wd|cd|d|h|m)$/.exec(word);
  const { amount, unit } = match?.groups ?? {};
  if (amount === undefined) return undefined;
  switch (unit) {
    case 'wd':
      return { kind: 'working-days', days: Number(amount) };
    case 'm':
    case 'h':
    case 'd':
    case 'cd':
      return { kind: 'advance', milliseconds: Number(amount) * MS_PER_UNIT[unit] };
    default:
      return undefined;
  }
}

/** An instant with its offset; without one it is Vietnamese time, which is what people at the desk mean. */
function parseInstant(word: string): ClockMove | undefined {
  const withOffset = /(Z|[+-]\d\d:?\d\d)$/.test(word);
  try {
    const at = withOffset ? Temporal.Instant.from(word) : Temporal.PlainDateTime.from(word).toZonedDateTime(VIETNAM_TIME_ZONE).toInstant();
    return { kind: 'to', at: at.epochMilliseconds };
  } catch {
    return undefined;
  }
}

function workingDaysLater(now: number, days: number): number {
  const from = Temporal.Instant.fromEpochMilliseconds(now);
  const plainTime = from.toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainTime();
  const lastDay = addTerm(from, { amount: days, unit: 'working-day' }, shippedCalendarBook().national).toZonedDateTimeISO(VIETNAM_TIME_ZONE);
  return lastDay.toPlainDate().toZonedDateTime({ timeZone: VIETNAM_TIME_ZONE, plainTime }).epochMilliseconds;
}

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import { parseClockMove, targetOf } from '#local/clock/parse-clock-move';

const landsOn = (from: string, ...words: string[]): string | undefined => {
  const move = parseClockMove(words);
  if (move === undefined) return undefined;
  const target = Temporal.Instant.fromEpochMilliseconds(targetOf(move, Temporal.Instant.from(from).epochMilliseconds));
  return target.toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' });
};

describe('moving the clock', () => {
  it.each([
    ['+30m', '2026-11-27T08:30'],
    ['+2h', '2026-11-27T10:00'],
    ['+1d', '2026-11-28T08:00'],
    ['+1cd', '2026-11-28T08:00'],
    ['+3wd', '2026-12-02T08:00'],
  ])('%s from Friday 08:00 ends on %s', (word, expected) => {
    expect(landsOn('2026-11-27T08:00+07:00', word)).toBe(expected);
  });

  it('jumps National Day and the day swapped for it as well as the weekend', () => {
    expect(landsOn('2026-08-28T14:15+07:00', '+1wd')).toBe('2026-09-03T14:15');
  });

  it('counts working days from a Saturday as from the Friday before', () => {
    expect(landsOn('2026-11-28T10:00+07:00', '+1wd')).toBe('2026-11-30T10:00');
  });

  it('goes to an instant, Vietnamese time unless said otherwise', () => {
    expect(landsOn('2026-11-27T08:00+07:00', 'to', '2026-12-01T08:00+07:00')).toBe('2026-12-01T08:00');
    expect(landsOn('2026-11-27T08:00+07:00', 'to', '2026-12-01T08:00')).toBe('2026-12-01T08:00');
    expect(landsOn('2026-11-27T08:00+07:00', 'to', '2026-12-01T08:00Z')).toBe('2026-12-01T15:00');
  });

  it.each([[[]], [['3wd']], [['+0d']], [['-1d']], [['+1y']], [['+1.5d']], [['+1d', '+2h']], [['to']], [['to', 'tomorrow']], [['to', '2026-12-01T08:00', 'x']]])(
    '%j is no move',
    (words) => {
      expect(parseClockMove(words)).toBeUndefined();
    },
  );

  it('n working days later is the n-th working day after, at the same local time', () => {
    const start = Temporal.Instant.from('2026-01-01T00:00Z').epochMilliseconds;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 * 1440 }), fc.integer({ min: 1, max: 30 }), (minute, days) => {
        const from = Temporal.Instant.fromEpochMilliseconds(start + minute * 60_000).toZonedDateTimeISO(VIETNAM_TIME_ZONE);
        const end = Temporal.Instant.fromEpochMilliseconds(targetOf({ kind: 'working-days', days }, from.epochMilliseconds)).toZonedDateTimeISO(VIETNAM_TIME_ZONE);
        let counted = 0;
        for (let day = from.toPlainDate(); Temporal.PlainDate.compare(day, end.toPlainDate()) < 0; ) {
          day = day.add({ days: 1 });
          if (shippedCalendarBook().national.isWorkingDay(day)) counted += 1;
        }
        expect(counted).toBe(days);
        expect(shippedCalendarBook().national.isWorkingDay(end.toPlainDate())).toBe(true);
        expect(end.toPlainTime().equals(from.toPlainTime())).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

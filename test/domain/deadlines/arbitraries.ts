import fc from 'fast-check';
import { Temporal } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';

const first = Temporal.Instant.from('2024-01-01T00:00:00+07:00').epochMilliseconds;
/** Leaves room for the longest term drawn below. */
const last = Temporal.Instant.from('2027-06-30T00:00:00+07:00').epochMilliseconds;

/** Any second from 2024 to mid 2027, nights, weekends and holidays included. */
export const instantOfKnownYears = fc
  .integer({ min: first / 1000, max: last / 1000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));

/** Working days by quarters, whole calendar days, working hours by quarters. */
export const termOfLaw: fc.Arbitrary<Term> = fc.oneof(
  fc.integer({ min: 1, max: 160 }).map((quarters) => ({ amount: quarters / 4, unit: 'working-day' as const })),
  fc.integer({ min: 1, max: 60 }).map((amount) => ({ amount, unit: 'calendar-day' as const })),
  fc.integer({ min: 1, max: 160 }).map((quarters) => ({ amount: quarters / 4, unit: 'working-hour' as const })),
);

/** The same term lengthened by quarters of its unit, whole units for calendar days. */
export function laterTerm({ amount, unit }: Term, quarters: number): Term {
  return { unit, amount: amount + (unit === 'calendar-day' ? Math.floor(quarters / 4) : quarters / 4) };
}

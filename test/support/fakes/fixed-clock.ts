import { Temporal } from '#domain/kernel/temporal';

interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

export interface FixedClock {
  readonly now: () => Temporal.Instant;
  /** Moves on by so much, e.g. `{ hours: 2 }`; a day is 24 hours. */
  advance(by: Span): void;
  set(instant: string): void;
}

/** A clock that stands still until it is told otherwise. */
export function fixedClock(start = '2026-11-23T02:00:00.000Z'): FixedClock {
  let present = Temporal.Instant.from(start);
  return {
    now: () => present,
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      present = present.add({ hours: hours + days * 24, minutes, seconds });
    },
    set: (instant) => {
      present = Temporal.Instant.from(instant);
    },
  };
}

import { Temporal } from '#domain/kernel/temporal';

export interface FixedClock {
  readonly now: () => Temporal.Instant;
  /** Moves on by so much, e.g. `{ hours: 2 }`; days are 24 hours. */
  advance(by: Temporal.DurationLike): void;
  set(instant: string): void;
}

/** A clock that stands still until it is told otherwise. */
export function fixedClock(start = '2026-11-23T02:00:00.000Z'): FixedClock {
  let present = Temporal.Instant.from(start);
  return {
    now: () => present,
    advance: ({ days = 0, hours = 0, ...rest }) => {
      present = present.add({ ...rest, hours: hours + days * 24 });
    },
    set: (instant) => {
      present = Temporal.Instant.from(instant);
    },
  };
}

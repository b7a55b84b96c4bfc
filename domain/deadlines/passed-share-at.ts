import type { Temporal } from '#domain/kernel/temporal';
import type { WorkingCalendar } from './working-calendar.ts';
import { withWorkingMinutesLeft } from './working-minutes.ts';

interface Passing {
  readonly dueAt: Temporal.Instant;
  /** Office minutes of the whole term, pauses apart. */
  readonly wholeWorkingMinutes: number;
  /** 0–1. */
  readonly share: number;
  readonly calendar: WorkingCalendar;
}

/** The instant at which so much of a term's office time has passed; its end itself when no office time lies in it. */
export function passedShareAt({ dueAt, wholeWorkingMinutes, share, calendar }: Passing): Temporal.Instant {
  // Rounded to a thousandth of a minute first: 1 - 0.8 is not quite 0.2.
  return withWorkingMinutesLeft(dueAt, Math.round((1 - share) * wholeWorkingMinutes * 1000) / 1000, calendar);
}

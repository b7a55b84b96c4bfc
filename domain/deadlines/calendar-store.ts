import type { CalendarBook } from './calendar-book.ts';

/** What everybody counts by (D6); the register of editions behind it is `CalendarRegister`. */
export interface CalendarStore {
  /** The book in force; a function may go by one up to `CALENDAR_KEPT_SECONDS` old. */
  inForce(): Promise<CalendarBook>;
}

/** How long a function may go on with a calendar it has read before. A replay waits this out before it begins. */
export const CALENDAR_KEPT_SECONDS = 60;

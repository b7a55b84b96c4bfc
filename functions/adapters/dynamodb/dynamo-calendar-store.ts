import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { CalendarStore } from '#domain/deadlines/calendar-store';
import type { Temporal } from '#domain/kernel/temporal';
import type { TableAccess } from '#functions/adapters/dynamodb/document-client';

interface CalendarAccess extends TableAccess {
  readonly now: () => Temporal.Instant;
}

/** The calendars in the register table. */
export function createDynamoCalendarStore(_access: CalendarAccess): CalendarStore {
  return { inForce: () => Promise.resolve(shippedCalendarBook()) };
}

import { calendarBook, shippedCalendarBook, type CalendarBook } from '#domain/deadlines/calendar-book';
import { CALENDAR_KEPT_SECONDS, type CalendarStore } from '#domain/deadlines/calendar-store';
import type { Temporal } from '#domain/kernel/temporal';
import { readFacts, readInForce } from '#functions/adapters/dynamodb/calendar-items';
import { documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { createExpiringCache } from '#functions/adapters/dynamodb/expiring-cache';

interface CalendarAccess extends TableAccess {
  readonly now: () => Temporal.Instant;
}

const IN_FORCE = 'in force';

/** The calendars in the register table. An edition never changes and is read once; which one is in force is asked again once a minute. */
export function createDynamoCalendarStore({ now, ...access }: CalendarAccess): CalendarStore {
  const table = documentTable(access);
  const kept = createExpiringCache<CalendarBook>({ maxEntries: 1, keptMilliseconds: CALENDAR_KEPT_SECONDS * 1000, nowMilliseconds: () => now().epochMilliseconds });
  let latest = shippedCalendarBook();
  const bookOf = async (edition: number): Promise<CalendarBook> => {
    if (latest.edition === edition) return latest;
    const facts = await readFacts(table, edition);
    if (facts === undefined) throw new Error(`The register lost the calendar of edition ${String(edition)}`);
    latest = calendarBook(facts);
    return latest;
  };
  return {
    async inForce() {
      const known = kept.get(IN_FORCE);
      if (known !== undefined) return known;
      const book = await bookOf((await readInForce(table)).edition);
      kept.set(IN_FORCE, book);
      return book;
    },
  };
}

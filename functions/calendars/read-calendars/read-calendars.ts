import { calendarDaysAhead, coverageWarnings } from '#domain/deadlines/calendar-coverage';
import type { CalendarStore } from '#domain/deadlines/calendar-store';
import { dayWarnings } from '#domain/deadlines/calendar-warnings';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';

/** The calendar every due date is counted by: each day that differs, who decided it, how far it reaches and what to look at twice. */
export async function readCalendars({ calendars }: { readonly calendars: CalendarStore }, { now }: HttpRequest<'public', false>): Promise<HttpAnswer> {
  const book = await calendars.inForce();
  const { edition, years, hours, agencies } = book.facts;
  const covers = { from: `${String(years[0]?.year)}-01-01`, to: `${String(years.at(-1)?.year)}-12-31`, daysAhead: calendarDaysAhead(book, now) };
  return { status: 200, body: { edition, covers, warnings: [...coverageWarnings(book, now), ...dayWarnings(book.facts)], years, hours, agencies } };
}

import { shippedOfficeHours, shippedYears } from './calendars.ts';
import type { AgencyHours, CalendarYear, OfficeHours } from './calendars.ts';
import { buildCalendar } from './working-calendar.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** Everything a due date is counted by: the nation's years and hours, and where agencies depart from them. */
export interface CalendarFacts {
  /** Grows by one with every published change. */
  readonly edition: number;
  /** Consecutive, oldest first. */
  readonly years: readonly CalendarYear[];
  readonly hours: OfficeHours;
  readonly agencies: readonly AgencyHours[];
}

/** The working calendars in force, nation and agencies. */
export interface CalendarBook {
  readonly edition: number;
  readonly facts: CalendarFacts;
  readonly national: WorkingCalendar;
  /** The calendar of an agency: the nation's, with what the bodies above it in its code and it itself depart from. */
  of(agency: string): WorkingCalendar;
}

/** Binds calendar facts into a book; throws a RangeError when a year is missing in between. */
export function calendarBook(facts: CalendarFacts): CalendarBook {
  const { edition, years, hours } = facts;
  const name = `vn${edition}`;
  const national = buildCalendar({ name, years, hours });
  const built = new Map<string, WorkingCalendar>();
  const of = (agency: string): WorkingCalendar => {
    const local = hoursOf(facts, agency);
    if (local === undefined) return national;
    const calendar = built.get(local.agency) ?? buildCalendar({ name, years, hours, local });
    built.set(local.agency, calendar);
    return calendar;
  };
  return { edition, facts, national, of };
}

/**
 * How an agency departs from the nation: by its own entry and those of the bodies above it in its code (`H26.101.01`,
 * `H26.101`, `H26`). The nearest body that sets office hours sets them; of a day both name, the nearer one decides.
 */
export function hoursOf({ agencies }: Pick<CalendarFacts, 'agencies'>, agency: string): AgencyHours | undefined {
  const chain = agencies.filter((each) => agency === each.agency || agency.startsWith(`${each.agency}.`)).toSorted((one, other) => one.agency.length - other.agency.length);
  const [nearest] = chain.toReversed();
  if (nearest === undefined) return undefined;
  const officeHours = chain.findLast((each) => each.officeHours !== undefined)?.officeHours;
  const days = new Map(chain.flatMap((each) => each.days.map((day) => [day.date, day])));
  return { agency: nearest.agency, revision: nearest.revision, days: [...days.values()], ...(officeHours !== undefined && { officeHours }) };
}

let shipped: CalendarBook | undefined;

/** The calendar shipped with this version, edition 0: in force until the cell publishes one of its own. */
export function shippedCalendarBook(): CalendarBook {
  shipped ??= calendarBook({ edition: 0, years: shippedYears(), hours: shippedOfficeHours(), agencies: [] });
  return shipped;
}

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
  /** The calendar of an agency: its own, that of the body above it in its code, or the nation's. */
  of(agency: string): WorkingCalendar;
}

/** Binds calendar facts into a book; throws a RangeError when a year is missing in between. */
export function calendarBook(facts: CalendarFacts): CalendarBook {
  const { edition, years, hours, agencies } = facts;
  const name = `vn${edition}`;
  const national = buildCalendar({ name, years, hours });
  const byAgency = new Map(agencies.map((local) => [local.agency, local]));
  const built = new Map<string, WorkingCalendar>();
  const of = (agency: string): WorkingCalendar => {
    const local = nearest(byAgency, agency);
    if (local === undefined) return national;
    const known = built.get(local.agency) ?? buildCalendar({ name, years, hours, local });
    built.set(local.agency, known);
    return known;
  };
  return { edition, facts, national, of };
}

/** An agency's own entry, or that of the nearest body above it: `H26.101.01`, `H26.101`, `H26`. */
function nearest(byAgency: ReadonlyMap<string, AgencyHours>, agency: string): AgencyHours | undefined {
  for (let code = agency; code !== ''; code = code.slice(0, Math.max(code.lastIndexOf('.'), 0))) {
    const local = byAgency.get(code);
    if (local !== undefined) return local;
  }
  return undefined;
}

let shipped: CalendarBook | undefined;

/** The calendar shipped with this version, edition 0: in force until the cell publishes one of its own. */
export function shippedCalendarBook(): CalendarBook {
  shipped ??= calendarBook({ edition: 0, years: shippedYears(), hours: shippedOfficeHours(), agencies: [] });
  return shipped;
}

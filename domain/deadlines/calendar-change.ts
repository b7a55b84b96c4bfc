import { DomainError } from '#domain/kernel/domain-error';
import type { CalendarFacts } from './calendar-book.ts';
import type { AgencyHours, CalendarYear, OfficeHours, SpecialDay } from './calendars.ts';

/** What a proposal changes of the calendar in force: whole years, the nation's office hours, whole entries of agencies. */
export interface CalendarChange {
  readonly years: readonly CalendarYear[];
  readonly hours?: OfficeHours | undefined;
  readonly agencies: readonly AgencyHours[];
}

/** The record begins here: days before it are an error, not a guess (domain.md §3.6). */
const FIRST_YEAR = 2024;
/** All facts of an edition lie in one item of 400 KB; an agency's entry takes about 0.3 KB, and a province has below 300. */
const MAX_AGENCIES = 500;
/** Of which year or day the decision is: a source without a year cannot be looked up. */
const DATED = /(?<!\d)(19|20)\d\d(?!\d)/;

interface Fault {
  readonly pointer: string;
  readonly problem: string;
}

/**
 * The calendar in force with a change laid over it, as the next edition.
 * Throws DomainError `invalid-calendar`, kind `rule-broken`, with a JSON pointer into the change for each field at fault.
 */
export function changeCalendar(inForce: CalendarFacts, change: CalendarChange, edition: number): CalendarFacts {
  const years = laidOver(inForce.years, change.years, ({ year }) => String(year)).toSorted((one, other) => one.year - other.year);
  const agencies = laidOver(inForce.agencies, change.agencies, ({ agency }) => agency).toSorted((one, other) => (one.agency < other.agency ? -1 : 1));
  const facts = { edition, years, hours: change.hours ?? inForce.hours, agencies };
  const faults = [...yearFaults(inForce, change, years), ...agencyFaults(inForce, change, facts)];
  if (faults.length > 0) throw invalidCalendar(faults);
  return facts;
}

function laidOver<Entry>(before: readonly Entry[], changed: readonly Entry[], keyOf: (entry: Entry) => string): Entry[] {
  return [...new Map([...before, ...changed].map((entry) => [keyOf(entry), entry])).values()];
}

function yearFaults(inForce: CalendarFacts, { years: changed }: CalendarChange, merged: readonly CalendarYear[]): Fault[] {
  const first = merged[0]?.year ?? FIRST_YEAR;
  const gap = merged.find(({ year }, index) => year !== first + index);
  return [
    ...(gap === undefined ? [] : [{ pointer: '/years', problem: `the years are not consecutive: ${String(gap.year - 1)} is missing` }]),
    ...twice(changed, ({ year }) => String(year)).map((index) => ({ pointer: `/years/${String(index)}/year`, problem: 'named twice' })),
    ...changed.flatMap((year, index) => faultsOfYear(year, inForce.years.find((each) => each.year === year.year)).map((fault) => below(`/years/${String(index)}`, fault))),
  ];
}

function faultsOfYear({ year, revision, days }: CalendarYear, before: CalendarYear | undefined): Fault[] {
  const isOther = before !== undefined && JSON.stringify(before.days) !== JSON.stringify(days);
  return [
    ...(year < FIRST_YEAR ? [{ pointer: '/year', problem: `before ${String(FIRST_YEAR)}` }] : []),
    // A year without a day off is a year that got lost on the way.
    ...(days.length === 0 ? [{ pointer: '/days', problem: 'a year has holidays; an empty list would drop them all' }] : []),
    ...(isOther && revision <= before.revision ? [{ pointer: '/revision', problem: `must be above ${String(before.revision)}, which is in force with other days` }] : []),
    ...undated(days),
  ];
}

function agencyFaults(inForce: CalendarFacts, { agencies: changed }: CalendarChange, { years, agencies }: CalendarFacts): Fault[] {
  const known = new Set(years.map(({ year }) => String(year)));
  return [
    ...(agencies.length > MAX_AGENCIES ? [{ pointer: '/agencies', problem: `more than ${String(MAX_AGENCIES)} agencies with a calendar of their own` }] : []),
    ...twice(changed, ({ agency }) => agency).map((index) => ({ pointer: `/agencies/${String(index)}/agency`, problem: 'named twice' })),
    ...changed.flatMap((agency, index) => {
      const before = inForce.agencies.find((each) => each.agency === agency.agency);
      return [...faultsOfAgency(agency, before), ...unknownDays(agency, known)].map((fault) => below(`/agencies/${String(index)}`, fault));
    }),
  ];
}

function faultsOfAgency({ revision, days, officeHours }: AgencyHours, before: AgencyHours | undefined): Fault[] {
  const isOther = before !== undefined && JSON.stringify([before.days, before.officeHours]) !== JSON.stringify([days, officeHours]);
  return [
    ...(isOther && revision <= before.revision ? [{ pointer: '/revision', problem: `must be above ${String(before.revision)}, which is in force with other days or hours` }] : []),
    ...twice(days, ({ date }) => date).map((index) => ({ pointer: `/days/${String(index)}/date`, problem: 'named twice' })),
    ...undated(days),
  ];
}

function unknownDays({ days }: AgencyHours, known: ReadonlySet<string>): Fault[] {
  return days.flatMap(({ date }, index) => (known.has(date.slice(0, 4)) ? [] : [{ pointer: `/days/${String(index)}/date`, problem: 'in a year without a calendar' }]));
}

function undated(days: readonly SpecialDay[]): Fault[] {
  return days.flatMap(({ source }, index) => (DATED.test(source) ? [] : [{ pointer: `/days/${String(index)}/source`, problem: 'names no year or date of the decision' }]));
}

function twice<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): number[] {
  const keys = entries.map(keyOf);
  return keys.flatMap((key, index) => (keys.indexOf(key) < index ? [index] : []));
}

function below(pointer: string, fault: Fault): Fault {
  return { ...fault, pointer: `${pointer}${fault.pointer}` };
}

function invalidCalendar(fields: readonly Fault[]): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'invalid-calendar',
    mend: { vi: 'Lịch làm việc chưa hợp lệ; hãy sửa các trường được nêu.', en: 'The calendar is not valid; mend the named fields.' },
    fields,
  });
}

import type { Temporal } from '#domain/kernel/temporal';
import type { AgencyHours, CalendarYear, OfficeHours } from './calendars.ts';
import { buildTimeline, epochDayOf, isWorking } from './working-timeline.ts';
import type { WorkingTimeline } from './working-timeline.ts';

/** Which days and hours count, for the nation or for one agency. */
export interface WorkingCalendar {
  /** Names the exact data a due date was counted with, e.g. `vn-2024.1-2025.1`. */
  readonly version: string;
  readonly officeHours: OfficeHours['spells'];
  readonly timeline: WorkingTimeline;
  /** Throws DomainError `no-calendar` for a day outside the known years. */
  isWorkingDay(date: Temporal.PlainDate | string): boolean;
}

interface CalendarParts {
  readonly name: string;
  readonly years: readonly CalendarYear[];
  readonly hours: OfficeHours;
  /** How the agency the calendar is for departs from the nation. */
  readonly local?: AgencyHours;
}

/** A calendar from consecutive years and the office hours of one working day. */
export function buildCalendar({ name, years, hours, local }: CalendarParts): WorkingCalendar {
  const { spells } = local?.officeHours ?? hours;
  const timeline = buildTimeline(years, spells, local?.days);
  const words = [name, ...years.map(({ year, revision }) => `${year}.${revision}`), ...(local === undefined ? [] : [`${local.agency}.${local.revision}`])];
  return {
    version: words.join('-'),
    officeHours: spells,
    timeline,
    isWorkingDay: (date) => isWorking(timeline, epochDayOf(date.toString())),
  };
}

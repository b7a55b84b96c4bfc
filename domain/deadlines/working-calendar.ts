import type { Temporal } from '#domain/kernel/temporal';
import { shippedOfficeHours, shippedYears } from './calendars.ts';
import type { CalendarYear, OfficeHours } from './calendars.ts';
import { buildTimeline, epochDayOf, isWorking } from './working-timeline.ts';
import type { WorkingTimeline } from './working-timeline.ts';

/** Which days and hours count. An agency with its own hours or Saturdays has its own (domain.md §3.6). */
export interface WorkingCalendar {
  /** Names the exact data a due date was counted with, e.g. `vn-2024.1-2025.1`; stored beside every cached due date. */
  readonly version: string;
  readonly officeHours: OfficeHours['spells'];
  readonly timeline: WorkingTimeline;
  /** Throws DomainError `no-calendar` for a day outside the known years. */
  isWorkingDay(date: Temporal.PlainDate | string): boolean;
}

/** A calendar from consecutive years and the office hours of one working day. */
export function buildCalendar(name: string, years: readonly CalendarYear[], hours: OfficeHours): WorkingCalendar {
  const timeline = buildTimeline(years, hours);
  return {
    version: [name, ...years.map(({ year, revision }) => `${year}.${revision}`)].join('-'),
    officeHours: hours.spells,
    timeline,
    isWorkingDay: (date) => isWorking(timeline, epochDayOf(date.toString())),
  };
}

let shipped: WorkingCalendar | undefined;

/** The national calendar of state agencies shipped with this version: Monday to Friday, less holidays, plus make-up days. */
export function vietnamCalendar(): WorkingCalendar {
  shipped ??= buildCalendar('vn', shippedYears(), shippedOfficeHours());
  return shipped;
}

import type { Term } from '../procedure.ts';

/** Eight hours to the working day; provinces publish 30 days as 240 hours (domain.md §3.2). */
const HOURS_PER_WORKING_DAY = 8;
const WORKING_DAYS_PER_WEEK = 5;
const DAYS_PER_WEEK = 7;

/** A term as office hours, to compare terms of different units; calendar days only on the average, holidays left aside. */
export function workingHours({ amount, unit }: Term): number {
  switch (unit) {
    case 'working-hour':
      return amount;
    case 'working-day':
      return amount * HOURS_PER_WORKING_DAY;
    case 'calendar-day':
      return (amount * HOURS_PER_WORKING_DAY * WORKING_DAYS_PER_WEEK) / DAYS_PER_WEEK;
  }
}

/** Whether the hours fit the limit, with room for the rounding of sums such as 0.1 + 0.2. */
export function fits(hours: number, limitHours: number): boolean {
  return hours <= limitHours + 1e-6;
}

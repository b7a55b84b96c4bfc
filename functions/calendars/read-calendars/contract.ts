import * as z from 'zod';
import { calendarWarning } from '#domain/deadlines/calendar-warnings';
import { agencyHours, calendarYear, officeHours } from '#domain/deadlines/calendars';
import { httpContract } from '#functions/platform/http-contract';

const calendarInForce = z
  .object({
    edition: z.number().int().nonnegative().max(1e6),
    covers: z.object({ from: z.iso.date(), to: z.iso.date(), daysAhead: z.number().int().meta({ description: 'Whole days from today to the last day covered; below zero when it has run out.' }) }).strict(),
    warnings: z.array(calendarWarning).max(10_000),
    years: z.array(calendarYear).max(100),
    hours: officeHours,
    agencies: z.array(agencyHours.meta({ id: 'AgencyHours', description: 'How one agency, and all below it in its code, departs from the national calendar.' })).max(10_000),
  })
  .strict()
  .meta({ id: 'CalendarInForce' });

export const contract = httpContract({
  route: 'GET /v1/calendars',
  access: 'public',
  idempotent: false,
  title: { vi: 'Xem lịch làm việc', en: 'Read the working calendar' },
  description: {
    vi: 'Lịch mà mọi thời hạn được tính theo: từng ngày khác thường, ai quyết định, lịch phủ đến đâu và điều gì cần xem lại.',
    en: 'The calendar every due date is counted by: each day that differs, who decided it, how far it reaches and what to look at twice.',
  },
  answers: { 200: calendarInForce },
  problems: [],
  example: {},
});

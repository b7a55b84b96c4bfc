import * as z from 'zod';
import { agencyHours, calendarYear, officeHours } from './calendars.ts';

/** Calendar facts as they are kept; the type is `CalendarFacts`. */
export const calendarFacts = z
  .object({
    edition: z.number().int().nonnegative(),
    years: z.array(calendarYear).min(1).max(100),
    hours: officeHours,
    agencies: z.array(agencyHours).max(10_000),
  })
  .strict();

import * as z from 'zod';
import { agencyCode } from '#domain/agencies/agency';
import { Temporal } from '#domain/kernel/temporal';
import year2024 from './calendars/2024.json' with { type: 'json' };
import year2025 from './calendars/2025.json' with { type: 'json' };
import year2026 from './calendars/2026.json' with { type: 'json' };
import year2027 from './calendars/2027.json' with { type: 'json' };
import defaultOfficeHours from './calendars/office-hours.json' with { type: 'json' };

const SATURDAY = 6;

const calendarDay = z
  .object({
    date: z.iso.date({ abort: true }),
    /** `swapped-off` and `make-up` are the two halves of a swapped rest day; swaps may be decided days before (domain.md §3.6). */
    kind: z.enum(['holiday', 'compensation', 'swapped-off', 'make-up']),
    /** `decided` by law or decision, `derived` by us from the law; `unverified` is only remembered and changes nothing. */
    status: z.enum(['decided', 'derived', 'unverified']),
    source: z.string().min(1).max(500),
  })
  .strict();

/** One year of days that differ from "Monday to Friday". */
export const calendarYear = z
  .object({ year: z.number().int(), revision: z.number().int().positive(), days: z.array(calendarDay).max(366) })
  .strict()
  .superRefine(({ year, days }, context) => {
    const seen = new Set<string>();
    for (const [index, { date, kind }] of days.entries()) {
      const complain = (message: string) => context.addIssue({ code: 'custom', path: ['days', index, 'date'], message });
      if (!date.startsWith(`${year}-`)) complain(`not a day of ${year}`);
      if (seen.has(date)) complain('named twice');
      if ((kind === 'make-up') !== isWeekend(date) && kind !== 'holiday') complain(`a ${kind} day cannot fall on this weekday`);
      seen.add(date);
    }
  })
  .meta({ id: 'CalendarYear', description: 'One year of days that differ from "Monday to Friday".' });
export type CalendarYear = z.infer<typeof calendarYear>;

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Spells of office time in one working day, in order, in Vietnamese local time. */
export const officeHours = z
  .object({
    source: z.string().min(1).max(500),
    confidence: z.enum(['sourced', 'derived', 'unverified']),
    spells: z.array(z.object({ opens: localTime, closes: localTime }).strict()).min(1).max(20),
  })
  .strict()
  .refine(({ spells }) => spells.flatMap(({ opens, closes }) => [opens, closes]).every((time, index, all) => index === 0 || time > (all[index - 1] ?? '')), 'spells must follow each other')
  .meta({ id: 'OfficeHours', description: 'Spells of office time in one working day, in order, in Vietnamese local time.' });
export type OfficeHours = z.infer<typeof officeHours>;

const localDay = z
  .object({
    date: z.iso.date({ abort: true }),
    /** A day on which this agency alone is closed, or works although others rest. */
    kind: z.enum(['local-day-off', 'local-working-day']),
    status: z.enum(['decided', 'derived', 'unverified']),
    source: z.string().min(1).max(500),
  })
  .strict();

/** How one agency, and all below it in its code, departs from the national calendar (domain.md §3.6). */
export const agencyHours = z.object({ agency: agencyCode, revision: z.number().int().positive(), officeHours: officeHours.optional(), days: z.array(localDay).max(10_000).default([]) }).strict();
export type AgencyHours = z.infer<typeof agencyHours>;

/** A day that differs from "Monday to Friday", by national or local decision. */
export type SpecialDay = CalendarYear['days'][number] | AgencyHours['days'][number];

/** The years shipped with this version, checked, oldest first. */
export function shippedYears(): readonly CalendarYear[] {
  return [year2024, year2025, year2026, year2027].map((year) => calendarYear.parse(year));
}

export function shippedOfficeHours(): OfficeHours {
  return officeHours.parse(defaultOfficeHours);
}

function isWeekend(date: string): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek >= SATURDAY;
}

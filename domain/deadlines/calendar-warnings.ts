import * as z from 'zod';
import { bilingualText } from '#domain/kernel/text';
import type { CalendarFacts } from './calendar-book.ts';
import { epochDayOf } from './working-timeline.ts';

/** Something about a calendar that is allowed and yet worth a second look. */
export const calendarWarning = z
  .object({
    code: z.enum(['swap-incomplete', 'day-unverified', 'calendar-runs-out', 'year-not-decided']),
    about: z.string().max(10).meta({ description: 'The day or the year it is about.' }),
    message: bilingualText,
  })
  .strict()
  .meta({ id: 'CalendarWarning', description: 'Something about a calendar that is allowed and yet worth a second look.' });
export type CalendarWarning = z.infer<typeof calendarWarning>;

/** The two halves of a swap lay 4 to 9 days apart in 2024–2026 (domain.md §3.6); further than this they are not one swap. */
const SWAP_DAYS = 45;

/** What in the days themselves is worth a second look: a swap without its other half, a day that is only remembered. */
export function dayWarnings({ years }: Pick<CalendarFacts, 'years'>): CalendarWarning[] {
  const days = years.flatMap((year) => year.days);
  const unverified = days.filter(({ status }) => status === 'unverified').map(({ date }) => unverifiedDay(date));
  return [...unpairedSwaps(days.filter(({ status }) => status !== 'unverified')).map(incompleteSwap), ...unverified];
}

type Day = CalendarFacts['years'][number]['days'][number];

/** Each swapped-off day takes the nearest make-up day that is still free; whatever stays alone is half a swap. */
function unpairedSwaps(days: readonly Day[]): string[] {
  const free = new Set(days.filter(({ kind }) => kind === 'make-up').map(({ date }) => date));
  const alone: string[] = [];
  for (const { date } of days.filter(({ kind }) => kind === 'swapped-off')) {
    const apart = (other: string) => Math.abs(epochDayOf(other) - epochDayOf(date));
    const [nearest] = [...free].filter((other) => apart(other) <= SWAP_DAYS).toSorted((one, other) => apart(one) - apart(other));
    if (nearest === undefined) alone.push(date);
    else free.delete(nearest);
  }
  return [...alone, ...free].toSorted();
}

function incompleteSwap(date: string): CalendarWarning {
  return {
    code: 'swap-incomplete',
    about: date,
    message: { vi: `Ngày hoán đổi ${date} chưa có ngày đi cùng (nghỉ hoặc làm bù).`, en: `${date} is half a swap: the day off or the make-up day that goes with it is missing.` },
  };
}

function unverifiedDay(date: string): CalendarWarning {
  return {
    code: 'day-unverified',
    about: date,
    message: { vi: `Ngày ${date} chưa được xác minh nên chưa làm thay đổi lịch.`, en: `${date} is not verified and therefore changes nothing yet.` },
  };
}

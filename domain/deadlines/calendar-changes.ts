import * as z from 'zod';
import { hoursOf, type CalendarFacts } from './calendar-book.ts';
import { buildTimeline, dateOf, epochDayOf, isWorking } from './working-timeline.ts';

/** A day that counts otherwise than before, for everybody or for one agency and those below it. */
export const changedDay = z
  .object({ date: z.iso.date(), change: z.enum(['now-off', 'now-worked']), source: z.string().max(500), agency: z.string().max(35).exactOptional() })
  .strict()
  .meta({ id: 'ChangedDay', description: 'A day that counts otherwise than before, for everybody or for one agency and those below it.' });
export type ChangedDay = z.infer<typeof changedDay>;

/** The days on which two editions of the calendar differ; years that only one of them knows are left out. */
export function changedDays(before: CalendarFacts, after: CalendarFacts): ChangedDay[] {
  const agencies = [...new Set([...before.agencies, ...after.agencies].map(({ agency }) => agency))].toSorted();
  const all = [...changesFor(before, after), ...agencies.flatMap((agency) => changesFor(before, after, agency))];
  return all.filter((day) => !all.some((other) => isToldAbove(day, other)));
}

/** Is the same change of the same day told for everybody, or for a body above this one? */
function isToldAbove(day: ChangedDay, other: ChangedDay): boolean {
  if (day.agency === undefined || day.date !== other.date || day.change !== other.change) return false;
  return other.agency === undefined || day.agency.startsWith(`${other.agency}.`);
}

function changesFor(before: CalendarFacts, after: CalendarFacts, agency?: string): ChangedDay[] {
  const [old, young] = [timelineOf(before, agency), timelineOf(after, agency)];
  const first = Math.max(old.firstEpochDay, young.firstEpochDay);
  const end = Math.min(...[old, young].map(({ firstEpochDay, workingDaysBefore }) => firstEpochDay + workingDaysBefore.length - 1));
  const changes: ChangedDay[] = [];
  for (let day = first; day < end; day += 1) {
    const isWorked = isWorking(young, day);
    if (isWorked === isWorking(old, day)) continue;
    const source = (young.specialDays.get(day) ?? old.specialDays.get(day))?.source ?? '';
    changes.push({ date: dateOf(day), change: isWorked ? 'now-worked' : 'now-off', source, ...(agency !== undefined && { agency }) });
  }
  return changes;
}

function timelineOf(facts: CalendarFacts, agency: string | undefined) {
  const days = agency === undefined ? [] : hoursOf(facts, agency)?.days;
  return buildTimeline(facts.years, facts.hours.spells, days);
}

/** Those of the days that lie in a span of dates (both included) and concern this agency. */
export function daysConcerning(days: readonly ChangedDay[], span: { readonly from: string; readonly to: string; readonly agency: string }): ChangedDay[] {
  const [first, last] = [epochDayOf(span.from), epochDayOf(span.to)];
  return days.filter(({ date, agency }) => {
    const day = epochDayOf(date);
    return day >= first && day <= last && (agency === undefined || span.agency === agency || span.agency.startsWith(`${agency}.`));
  });
}

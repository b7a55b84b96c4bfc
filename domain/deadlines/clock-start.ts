import { Temporal } from '#domain/kernel/temporal';
import type { CutOff } from '#domain/procedures/procedure';
import { legalMinute } from './add-term.ts';
import type { RuleWord } from './rules.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { isWorking, msOfLocalTime, toEpochMs, toLocal, workedMsOfDay, workingDayNumber, workingDaysBefore } from './working-timeline.ts';
import type { LocalMoment, WorkingTimeline } from './working-timeline.ts';

const MS_PER_MINUTE = 60_000;

/**
 * When the legal clock starts for a full dossier received at this instant (domain.md §3.1): at receipt in office time,
 * else at the next opening; past the procedure's cut-off, at the opening of the next working day or half-day.
 * A dossier received in the minute of the cut-off or of closing time is still in time ("after 15:00", Decree 61/2018 Art. 18;
 * form 01 tells the applicant hour and minute, and nobody received at 15:00 by that paper came after it).
 * Throws DomainError `no-calendar`.
 */
export function clockStart(receivedAt: Temporal.Instant, cutOff: CutOff, calendar: WorkingCalendar): Temporal.Instant {
  const { timeline } = calendar;
  const received = toLocal(timeline, legalMinute(receivedAt).epochMilliseconds);
  const start = startMoment(received, cutOff, timeline);
  return start === received ? receivedAt : Temporal.Instant.fromEpochMilliseconds(toEpochMs(timeline, start));
}

/** The rule by which the clock starts at `start` and not at receipt; nothing when it starts at receipt. */
export function ruleOfStart(receivedAt: Temporal.Instant, cutOff: CutOff, calendar: WorkingCalendar): RuleWord | undefined {
  const start = clockStart(receivedAt, cutOff, calendar);
  if (Temporal.Instant.compare(start, receivedAt) === 0) return undefined;
  const isCutOff = Temporal.Instant.compare(start, clockStart(receivedAt, { kind: 'NONE' }, calendar)) !== 0;
  if (!isCutOff || cutOff.kind === 'NONE') return 'next-opening';
  return cutOff.kind === 'AT_TIME' ? 'cut-off-at-time' : 'cut-off-last-minutes';
}

function startMoment(received: LocalMoment, cutOff: CutOff, timeline: WorkingTimeline): LocalMoment {
  const { epochDay, msOfDay } = received;
  if (!isWorking(timeline, epochDay)) return openingAfter(epochDay, timeline);
  const spell = timeline.spells.find(({ closesMs }) => msOfDay <= closesMs);
  if (spell === undefined || isPastDay(msOfDay, cutOff, timeline)) return openingAfter(epochDay, timeline);
  if (isPastHalfDay(msOfDay, cutOff, spell)) return nextHalfDay(received, timeline);
  return msOfDay < spell.opensMs ? { epochDay, msOfDay: spell.opensMs } : received;
}

function isPastDay(msOfDay: number, cutOff: CutOff, timeline: WorkingTimeline): boolean {
  if (cutOff.kind === 'NONE' || cutOff.shiftTo !== 'NEXT_WORKING_DAY') return false;
  if (cutOff.kind === 'AT_TIME') return msOfDay > msOfLocalTime(cutOff.localTime);
  return timeline.workedMsPerDay - workedMsOfDay(timeline, msOfDay) < cutOff.minutes * MS_PER_MINUTE;
}

/** A time cut-off belongs to the half-day it lies in (9:30 says nothing about the afternoon); the last minutes are those of each half-day. */
function isPastHalfDay(msOfDay: number, cutOff: CutOff, spell: WorkingTimeline['spells'][number]): boolean {
  if (cutOff.kind === 'NONE' || cutOff.shiftTo !== 'NEXT_HALF_DAY' || msOfDay < spell.opensMs) return false;
  if (cutOff.kind === 'LAST_N_MINUTES') return spell.closesMs - msOfDay < cutOff.minutes * MS_PER_MINUTE;
  const cutOffMs = msOfLocalTime(cutOff.localTime);
  return cutOffMs >= spell.opensMs && msOfDay > cutOffMs;
}

function nextHalfDay({ epochDay, msOfDay }: LocalMoment, timeline: WorkingTimeline): LocalMoment {
  const next = timeline.spells.find(({ opensMs }) => opensMs > msOfDay);
  return next === undefined ? openingAfter(epochDay, timeline) : { epochDay, msOfDay: next.opensMs };
}

function openingAfter(epochDay: number, timeline: WorkingTimeline): LocalMoment {
  const next = workingDayNumber(timeline, workingDaysBefore(timeline, epochDay + 1));
  return { epochDay: next, msOfDay: timeline.spells[0]?.opensMs ?? 0 };
}

import { addTerm } from '#domain/deadlines/add-term';
import { shippedOfficeHours, shippedYears } from '#domain/deadlines/calendars';
import { clockStart } from '#domain/deadlines/clock-start';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { stopGrounds, type ClockFact } from '#domain/deadlines/clock-fact';
import { ledgerOf } from '#domain/deadlines/ledger';
import { settleClock } from '#domain/deadlines/settle-clock';
import { buildCalendar, type WorkingCalendar } from '#domain/deadlines/working-calendar';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import type { CutOff, Term } from '#domain/procedures/procedure';

export interface DeadlineFigure {
  readonly what: string;
  readonly count: number;
  /** Of the wall clock, during which others may have had the core. */
  readonly seconds: number;
  /** Of the processor: what one core of its own would take. */
  readonly cpuSeconds: number;
}

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;
const FIRST = Date.UTC(2026, 0, 5);
const MINUTES_OF_RECEIPT = 180 * 24 * 60;
/** Larger than any order of receipts would need, and prime, so that receipts are spread over days and hours alike. */
const STRIDE = 7919;
const TERMS: readonly Term[] = [
  { amount: 3, unit: 'working-day' },
  { amount: 20, unit: 'working-day' },
  { amount: 8, unit: 'working-hour' },
  { amount: 30, unit: 'calendar-day' },
];
const CUT_OFF: CutOff = { kind: 'AT_TIME', localTime: '15:00', shiftTo: 'NEXT_WORKING_DAY' };

/** Counts due dates on one core: of single terms, the whole account of a long life, and dossiers dated again under a changed calendar. */
export function measureDeadlines(dueDates: number, openDossiers: number): DeadlineFigure[] {
  const calendar = shippedCalendarBook().national;
  const receipts = Array.from({ length: dueDates }, (_each, index) => Temporal.Instant.fromEpochMilliseconds(FIRST + ((index * STRIDE) % MINUTES_OF_RECEIPT) * MINUTE));
  const single = timed('due dates: cut-off, start, term', dueDates, () => {
    for (const [index, receipt] of receipts.entries()) addTerm(clockStart(receipt, CUT_OFF, calendar), TERMS[index % TERMS.length] ?? { amount: 3, unit: 'working-day' }, calendar);
  });
  const changed = calendarWithOneMoreHoliday();
  const clocks = receipts.slice(0, openDossiers).map(factsOf);
  let moved = 0;
  const dated = timed('open dossiers dated again: the ledger folded under both calendars', openDossiers, () => {
    for (const facts of clocks) if (dueOf(facts, calendar) !== dueOf(facts, changed)) moved += 1;
  });
  const long = factsOfLongLife();
  const ledgers = Math.max(100, Math.round(dueDates / 1000));
  const accounts = timed(`ledgers of a clock with ${long.length} facts: every minute explained`, ledgers, () => {
    for (let index = 0; index < ledgers; index += 1) ledgerOf({ facts: long, term: { amount: 90, unit: 'working-day' }, calendar, now: Temporal.Instant.fromEpochMilliseconds(FIRST + YEAR) });
  });
  return [single, accounts, { ...dated, what: `${dated.what} (${moved.toLocaleString('en-US')} moved)` }];
}

/** Received, stopped for a supplement two days later, started anew after five more. */
function factsOf(receipt: Temporal.Instant): ClockFact[] {
  const at = (hours: number): string => receipt.add({ hours }).toString();
  return [
    { kind: 'started', at: at(0) },
    { kind: 'stopped', at: at(48), ground: 'supplement' },
    { kind: 'restarted', at: at(168), ground: 'supplement' },
  ];
}

/** Fifty facts over half a year: started, then stopped and resumed in turn on every ground. */
function factsOfLongLife(): ClockFact[] {
  const at = (hours: number): string => toIso(Temporal.Instant.fromEpochMilliseconds(FIRST + hours * 60 * MINUTE));
  const stops = Array.from({ length: 24 }, (_each, index): ClockFact[] => {
    const ground = stopGrounds[index % stopGrounds.length] ?? 'supplement';
    return [{ kind: 'stopped', at: at(100 + index * 150), ground }, { kind: 'resumed', at: at(160 + index * 150), ground }];
  });
  return [{ kind: 'started', at: at(8) }, ...stops.flat(), { kind: 'extended', at: at(4000), until: at(5000) }];
}

function dueOf(facts: readonly ClockFact[], calendar: WorkingCalendar): string | undefined {
  return settleClock({ facts, term: { amount: 20, unit: 'working-day' }, calendar }).dueAt;
}

/** As after a decision to close the offices for one more day. */
function calendarWithOneMoreHoliday(): WorkingCalendar {
  const years = shippedYears().map((year) => (year.year === 2026 ? { ...year, revision: year.revision + 1, days: [...year.days, { date: '2026-05-15', kind: 'holiday' as const, status: 'decided' as const, source: 'made up by the bench' }] } : year));
  return buildCalendar({ name: 'bench', years, hours: shippedOfficeHours() });
}

function timed(what: string, count: number, work: () => void): DeadlineFigure {
  const startedAt = performance.now();
  const cpu = process.threadCpuUsage();
  work();
  const used = process.threadCpuUsage(cpu);
  return { what, count, seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (used.user + used.system) / 1e6 };
}

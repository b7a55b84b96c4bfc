import { shippedCalendarBook, type CalendarFacts } from '#domain/deadlines/calendar-book';
import type { CalendarYear } from '#domain/deadlines/calendars';
import type { CalendarProposal } from '#domain/deadlines/calendar-proposal';
import type { DossierMoves } from '#domain/deadlines/calendar-register';

type Day = CalendarYear['days'][number];

export function aProposal(overrides: Partial<CalendarProposal> = {}): CalendarProposal {
  return { edition: 1, basedOn: 0, version: 1, state: 'previewing', machineEpoch: 1, proposedBy: 'sub-administrator-1', proposedAt: '2025-12-25T02:00:00.000Z', ...overrides };
}

/** The swap that was decided on 25/12/2025, eight days before its first half (domain.md §3.6). */
export const LATE_SWAP: readonly Day[] = [
  { date: '2026-01-02', kind: 'swapped-off', status: 'decided', source: 'Hoán đổi với thứ bảy 10/1/2026, quyết định ngày 25/12/2025' },
  { date: '2026-01-10', kind: 'make-up', status: 'decided', source: 'Làm bù ngày 2/1/2026, quyết định ngày 25/12/2025' },
];

/** A shipped year, without some of its days or with others, under the next revision. */
export function aYear(year: number, { without = [], and = [] }: { readonly without?: readonly string[]; readonly and?: readonly Day[] } = {}): CalendarYear {
  const shipped = shippedCalendarBook().facts.years.find((each) => each.year === year);
  if (shipped === undefined) throw new Error(`No calendar of ${String(year)} is shipped.`);
  const days = shipped.days.filter(({ date }) => !without.includes(date));
  return { year, revision: shipped.revision + 1, days: [...days, ...and].toSorted((one, other) => (one.date < other.date ? -1 : 1)) };
}

/** What is shipped, with some years in another form. */
export function someFacts(edition: number, ...changed: readonly CalendarYear[]): CalendarFacts {
  const { facts } = shippedCalendarBook();
  return { ...facts, edition, years: facts.years.map((year) => changed.find((each) => each.year === year.year) ?? year) };
}

export function someMoves(overrides: Partial<DossierMoves> = {}): DossierMoves {
  return {
    dossierId: 'ds-00000000000000000000000000000001',
    code: 'H26.001.02-251223-0001',
    procedureCode: '1.001193',
    moves: [{
      what: 'settlement', from: '2026-01-02T03:00:00.000Z', to: '2026-01-05T03:00:00.000Z',
      because: [{ date: '2026-01-02', change: 'now-off', source: 'Hoán đổi với thứ bảy 10/1/2026, quyết định ngày 25/12/2025' }],
    }],
    ...overrides,
  };
}

import type { CalendarFacts } from './calendar-book.ts';
import { changedDays, type ChangedDay } from './calendar-changes.ts';
import type { CalendarProposal } from './calendar-proposal.ts';
import { dayWarnings, type CalendarWarning } from './calendar-warnings.ts';

export interface ProposalView extends CalendarProposal {
  /** The days that count otherwise than in the edition it is based on. */
  readonly changedDays: readonly ChangedDay[];
  readonly warnings: readonly CalendarWarning[];
}

/** A proposal as whoever decides on it sees it: what it changes, what it moves, and what is worth a second look. */
export function proposalView(proposal: CalendarProposal, before: CalendarFacts, after: CalendarFacts): ProposalView {
  return { ...proposal, changedDays: changedDays(before, after), warnings: dayWarnings(after) };
}

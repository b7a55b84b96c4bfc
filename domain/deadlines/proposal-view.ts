import * as z from 'zod';
import type { CalendarFacts } from './calendar-book.ts';
import { changedDay, changedDays } from './calendar-changes.ts';
import { calendarProposal, type CalendarProposal } from './calendar-proposal.ts';
import { calendarWarning, dayWarnings } from './calendar-warnings.ts';

export const shownProposal = calendarProposal
  .extend({
    changedDays: z.array(changedDay).max(10_000).meta({ description: 'The days that count otherwise than in the edition it is based on.' }),
    warnings: z.array(calendarWarning).max(10_000),
  })
  .meta({ id: 'ShownProposal', description: 'A proposed edition of the calendar with what it changes, what it moves, and what is worth a second look.' });
export type ProposalView = z.infer<typeof shownProposal>;

/** A proposal as whoever decides on it sees it: what it changes, what it moves, and what is worth a second look. */
export function proposalView(proposal: CalendarProposal, before: CalendarFacts, after: CalendarFacts): ProposalView {
  return { ...proposal, changedDays: changedDays(before, after), warnings: dayWarnings(after) };
}

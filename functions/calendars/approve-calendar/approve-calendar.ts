import type * as z from 'zod';
import { approve, hasBeenApproved } from '#domain/deadlines/calendar-proposal';
import { toIso } from '#domain/kernel/instant';
import type { CalendarTools } from '#functions/platform/calendar-tools';
import { decideOnProposal } from '#functions/platform/decide-on-proposal';
import { requireCalendarLeave } from '#functions/platform/find-proposal';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { editionPath } from '#functions/platform/paths';

export interface ApproveTools extends CalendarTools {
  /** Whether another person than the proposer must approve. */
  readonly needsSecondPerson: boolean;
}

/** An administrator has seen what moves, and says yes. @throws EdgeProblem not-allowed, DomainError second-approver-needed and others */
export async function approveCalendar(tools: ApproveTools, { principal, path, now }: WriteRequest<undefined, z.infer<typeof editionPath>>): Promise<HttpAnswer> {
  const { authoriser, needsSecondPerson } = tools;
  requireCalendarLeave(authoriser, principal, 'ApproveCalendar');
  const by = principal.id;
  return decideOnProposal(tools, {
    edition: path.edition,
    isAlready: (proposal) => hasBeenApproved(proposal) && proposal.approvedBy === by,
    decide: (proposal) => approve(proposal, { by, at: toIso(now), needsSecondPerson }),
  });
}

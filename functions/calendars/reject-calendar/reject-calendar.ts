import type * as z from 'zod';
import { reject } from '#domain/deadlines/calendar-proposal';
import { toIso } from '#domain/kernel/instant';
import type { CalendarTools } from '#functions/platform/calendar-tools';
import { decideOnProposal } from '#functions/platform/decide-on-proposal';
import { requireCalendarLeave } from '#functions/platform/find-proposal';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { editionPath } from '#functions/platform/paths';
import type { rejectionBody } from './contract.ts';

/** An administrator says no, with a reason; the edition's number stays used. @throws EdgeProblem not-allowed, DomainError calendar-not-awaiting-approval and others */
export async function rejectCalendar(tools: CalendarTools, { principal, path, body, now }: WriteRequest<z.infer<typeof rejectionBody>, z.infer<typeof editionPath>>): Promise<HttpAnswer> {
  requireCalendarLeave(tools.authoriser, principal, 'ApproveCalendar');
  const { reason } = body;
  const by = principal.id;
  return decideOnProposal(tools, {
    edition: path.edition,
    isAlready: (proposal) => proposal.state === 'rejected' && proposal.rejectedBy === by && proposal.reason === reason,
    decide: (proposal) => reject(proposal, { by, at: toIso(now), reason }),
  });
}

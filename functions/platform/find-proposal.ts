import type { CalendarProposal } from '#domain/deadlines/calendar-proposal';
import type { CalendarRegister } from '#domain/deadlines/calendar-register';
import { proposalView, type ProposalView } from '#domain/deadlines/proposal-view';
import type { Action, Authoriser, Principal } from '#domain/kernel/authoriser';
import { DomainError } from '#domain/kernel/domain-error';
import { EdgeProblem } from '#functions/platform/problem';

/** @throws EdgeProblem not-allowed */
export function requireCalendarLeave(authoriser: Authoriser, principal: Principal, action: Action): void {
  if (!authoriser.authorise({ principal, action, resource: undefined })) throw new EdgeProblem('not-allowed');
}

/** @throws DomainError calendar-not-found */
export async function findProposal(register: CalendarRegister, edition: number): Promise<CalendarProposal> {
  const proposal = await register.proposal(edition);
  if (proposal !== undefined) return proposal;
  throw new DomainError({
    kind: 'not-found',
    code: 'calendar-not-found',
    mend: { vi: 'Không có phiên bản lịch này; hãy xem danh sách đề xuất.', en: 'There is no such edition of the calendar; look it up in the list of proposals.' },
  });
}

/** A proposal with what it changes. */
export async function viewProposal(register: CalendarRegister, proposal: CalendarProposal): Promise<ProposalView> {
  const [before, after] = await Promise.all([register.facts(proposal.basedOn), register.facts(proposal.edition)]);
  if (before === undefined || after === undefined) throw new Error(`The register lost the calendar of edition ${String(proposal.basedOn)} or ${String(proposal.edition)}`);
  return proposalView(proposal, before, after);
}

import type * as z from 'zod';
import { resume } from '#domain/deadlines/calendar-proposal';
import type { CalendarTools } from '#functions/platform/calendar-tools';
import { findProposal, requireCalendarLeave, viewProposal } from '#functions/platform/find-proposal';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { editionPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

/**
 * Gives a proposal whose machine was lost another one, which goes on where the pages noted end. Nothing while a machine runs.
 * @throws EdgeProblem not-allowed or changed-meanwhile
 * @throws DomainError calendar-not-found or calendar-replay-over
 */
export async function resumeReplay({ register, machine, authoriser }: CalendarTools, { principal, path }: WriteRequest<undefined, z.infer<typeof editionPath>>): Promise<HttpAnswer> {
  requireCalendarLeave(authoriser, principal, 'Rehydrate');
  const proposal = await findProposal(register, path.edition);
  const { edition } = proposal;
  if (await machine.isRunning({ edition, epoch: proposal.machineEpoch })) return { status: 200, body: await viewProposal(register, proposal) };
  const change = resume(proposal);
  if ((await register.commit(change)) !== 'committed') throw new EdgeProblem('changed-meanwhile');
  await machine.start({ edition, epoch: change.after.machineEpoch });
  return { status: 202, body: await viewProposal(register, change.after) };
}

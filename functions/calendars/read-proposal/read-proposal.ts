import type * as z from 'zod';
import type { CalendarReadTools } from '#functions/platform/calendar-tools';
import { findProposal, requireCalendarLeave, viewProposal } from '#functions/platform/find-proposal';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { editionPath } from '#functions/platform/paths';

/** One edition: what it changes, how many open dossiers it moves, and who decided what about it. */
export async function readProposal({ register, authoriser }: CalendarReadTools, { principal, path }: ReadRequest<z.infer<typeof editionPath>>): Promise<HttpAnswer> {
  requireCalendarLeave(authoriser, principal, 'ReadCalendarProposal');
  return { status: 200, body: await viewProposal(register, await findProposal(register, path.edition)) };
}

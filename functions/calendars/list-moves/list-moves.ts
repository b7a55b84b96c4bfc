import type * as z from 'zod';
import type { CalendarReadTools } from '#functions/platform/calendar-tools';
import { findProposal, requireCalendarLeave } from '#functions/platform/find-proposal';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';
import type { editionPath } from '#functions/platform/paths';

/** Which open dossiers and steps an edition moves, from which date to which and why, as the preview found them; codes and dates, no persons. */
export async function listMoves({ register, authoriser }: CalendarReadTools, { principal, path, query }: ReadRequest<z.infer<typeof editionPath>, z.infer<typeof pageQuery>>): Promise<HttpAnswer> {
  requireCalendarLeave(authoriser, principal, 'ReadCalendarProposal');
  const { edition } = await findProposal(register, path.edition);
  const { limit, cursor } = query;
  return { status: 200, body: await register.moves(edition, { limit, ...(cursor !== undefined && { cursor }) }) };
}

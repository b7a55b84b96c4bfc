import type * as z from 'zod';
import type { CalendarReadTools } from '#functions/platform/calendar-tools';
import { requireCalendarLeave } from '#functions/platform/find-proposal';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';

/** Every edition ever proposed, the newest first, with how far it has come: here the second pair of eyes finds what awaits it. */
export async function listProposals({ register, authoriser }: CalendarReadTools, { principal, query }: ReadRequest<unknown, z.infer<typeof pageQuery>>): Promise<HttpAnswer> {
  requireCalendarLeave(authoriser, principal, 'ReadCalendarProposal');
  const { limit, cursor } = query;
  return { status: 200, body: await register.proposals({ limit, ...(cursor !== undefined && { cursor }) }) };
}

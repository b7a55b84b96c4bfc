import { calendarProposal } from '#domain/deadlines/calendar-proposal';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/calendars/proposals',
  access: 'signed-in',
  idempotent: false,
  query: pageQuery,
  title: { vi: 'Danh sách phiên bản lịch được đề xuất', en: 'List proposed calendars' },
  description: {
    vi: 'Mọi phiên bản từng được đề xuất, mới nhất trước, và đã đi đến đâu.',
    en: 'Every edition ever proposed, the newest first, with how far it has come.',
  },
  answers: { 200: pageOf(calendarProposal.meta({ id: 'CalendarProposal' })).meta({ id: 'CalendarProposals' }) },
  problems: LISTING_PROBLEMS,
  example: { query: { limit: '10' } },
});

import * as z from 'zod';
import { agencyHours, calendarYear, officeHours } from '#domain/deadlines/calendars';
import { shownProposal } from '#domain/deadlines/proposal-view';
import { httpContract } from '#functions/platform/http-contract';

/** What changes over the calendar in force, in whole years and whole entries of agencies. */
export const calendarBody = z
  .object({
    basedOn: z.number().int().nonnegative().max(1e6).optional().meta({ description: 'The edition the proposer has seen; when given, it must still be the one in force.' }),
    years: z.array(calendarYear).max(20).default([]),
    hours: officeHours.optional(),
    agencies: z.array(agencyHours).max(500).default([]),
  })
  .strict()
  .meta({ id: 'CalendarChange', description: 'What changes over the calendar in force, in whole years and whole entries of agencies.' });

export const contract = httpContract({
  route: 'POST /v1/calendars',
  access: 'signed-in',
  idempotent: true,
  body: calendarBody,
  title: { vi: 'Đề xuất lịch mới', en: 'Propose a calendar' },
  description: {
    vi: 'Đề xuất phiên bản lịch tiếp theo: các năm và cơ quan thay đổi. Chưa có hiệu lực cho đến khi có người xem trước những hồ sơ bị dời và phê duyệt.',
    en: 'Proposes the next edition of the calendar: the years and the agencies that change. Nothing is in force before somebody has approved what the preview finds.',
  },
  answers: { 201: shownProposal },
  problems: ['not-allowed', 'invalid-calendar', 'calendar-outdated', 'idempotency-key-reused', 'changed-meanwhile'],
  example: {
    body: { agencies: [{ agency: 'H99.101', revision: 1, days: [{ date: '2026-12-24', kind: 'local-day-off', status: 'decided', source: 'Thông báo 12/TB-UBND năm 2026' }] }] },
  },
});

import * as z from 'zod';
import { webhookEvent } from '#domain/notifications/webhook-message';
import { httpContract } from '#functions/platform/http-contract';

export const feedQuery = z
  .object({
    /** `next` of the page before. */
    after: z.string().max(200).optional(),
    /** Where to begin without a cursor: at the first event of this instant or later. */
    from: z.iso.datetime({ offset: true }).max(40).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .strict()
  .refine(({ after, from }) => after === undefined || from === undefined, 'give after or from, not both');

export const contract = httpContract({
  route: 'GET /v1/events',
  access: 'signed-in',
  idempotent: false,
  title: { vi: 'Đọc luồng sự kiện', en: 'Read the feed of events' },
  description: {
    vi: 'Cùng những sự kiện, cùng thứ tự như webhook của cơ quan hoặc đối tác đang gọi (quản trị viên và kiểm toán viên: của toàn địa bàn, khi luồng đó được giữ). next luôn có: giữ lại và gửi ở after của lần sau; trang rỗng nghĩa là chưa có gì mới. Không có after và from thì đọc từ sự kiện cũ nhất còn giữ (90 ngày). Với from, có thể gặp thêm ít sự kiện cũ hơn.',
    en: 'The same events in the same order as the webhooks of the calling agency or partner (administrators and auditors: of the cell, while that feed is kept). next is always there: keep it and send it as after the next time; an empty page means that nothing is new. Without after and from the feed begins at the oldest event still kept (90 days). With from some older events may come too.',
  },
  query: feedQuery,
  answers: {
    200: z
      .object({
        events: z.array(webhookEvent).max(100),
        next: z.string().max(200),
        /** More is there already. */
        hasMore: z.boolean(),
      })
      .strict()
      .meta({ id: 'FeedPage' }),
  },
  problems: ['not-allowed', 'cursor-malformed', 'feed-cursor-expired'],
  example: { query: { limit: '50' } },
});

import * as z from 'zod';
import { readAudience } from '#domain/notifications/audience';
import { MAX_SUBSCRIPTIONS } from '#domain/notifications/subscription';
import { subscriptionView } from '#domain/notifications/subscription-view';
import { httpContract } from '#functions/platform/http-contract';

export const audienceQuery = z
  .object({
    /** `agency:H99.105`, `partner:bank-1` or `cell`. @default the caller's own */
    audience: z.string().max(220).refine((text) => readAudience(text) !== undefined, 'must be agency:<code>, partner:<id> or cell').optional(),
  })
  .strict();

export const contract = httpContract({
  route: 'GET /v1/subscriptions',
  access: 'signed-in',
  idempotent: false,
  title: { vi: 'Danh sách đăng ký nhận sự kiện', en: 'List subscriptions' },
  description: {
    vi: 'Các đăng ký của cơ quan hoặc đối tác đang gọi, cũ trước mới sau. Quản trị viên và kiểm toán viên xem được của mọi đối tượng nhận bằng tham số audience.',
    en: 'The subscriptions of the calling agency or partner, oldest first. Administrators and auditors see those of any audience with the parameter audience.',
  },
  query: audienceQuery,
  answers: { 200: z.object({ rows: z.array(subscriptionView).max(2 * MAX_SUBSCRIPTIONS) }).strict() },
  problems: ['not-allowed'],
  example: {},
});

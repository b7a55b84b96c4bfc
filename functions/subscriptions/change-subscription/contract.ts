import * as z from 'zod';
import { portalCredentials } from '#domain/national-portal/portal-credentials';
import { eventFilter } from '#domain/notifications/subscription';
import { testedSubscription } from '#domain/notifications/subscription-view';
import { httpContract } from '#functions/platform/http-contract';
import { subscriptionPath } from '#functions/platform/paths';

export const subscriptionChanges = z
  .object({
    url: z.url().max(2000).optional(),
    /** Replaces the whole filter. */
    filter: eventFilter.optional(),
    description: z.string().max(200).optional(),
    state: z.enum(['active', 'paused']).optional(),
    /** Of a subscription to the national portal: what it is logged in with from now on. */
    credentials: portalCredentials.optional(),
  })
  .strict()
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), 'must change something');

export const contract = httpContract({
  route: 'PATCH /v1/subscriptions/{subscriptionId}',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Sửa, tạm dừng hoặc tiếp tục một đăng ký', en: 'Change, pause or resume a subscription' },
  description: {
    vi: 'Phần không nêu thì giữ nguyên. Khi tạm dừng, sự kiện vẫn được giữ; khi chuyển lại sang active, việc gửi tiếp tục từ chỗ đã dừng, không mất sự kiện nào, kể cả khi chính hệ thống đã dừng gửi (stopped). Đổi địa chỉ thì có sự kiện thử mới. If-Match với ETag đã đọc chặn việc ghi đè lên thay đổi của người khác.',
    en: 'What is left out stays. While it is paused, events are kept; made active again it goes on from its place and nothing is lost, also after we had stopped it ourselves. A new address is sent a test event. If-Match with the ETag you read keeps you from overwriting a change of somebody else.',
  },
  path: subscriptionPath,
  body: subscriptionChanges,
  answers: { 200: testedSubscription },
  problems: ['subscription-not-found', 'not-allowed', 'subscription-changed', 'endpoint-not-acceptable', 'event-type-unknown', 'portal-credentials', 'changed-meanwhile'],
  example: { path: { subscriptionId: 'sub-0123456789abcdef01234567' }, body: { state: 'paused' } },
});

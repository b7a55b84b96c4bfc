import * as z from 'zod';
import { deliveryTry } from '#domain/notifications/delivery';
import { httpContract } from '#functions/platform/http-contract';
import { subscriptionPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'POST /v1/subscriptions/{subscriptionId}/test-event',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Gửi một sự kiện thử', en: 'Send a test event' },
  description: {
    vi: 'Gửi ngay một sự kiện vn.motcua.subscription.test.v1 có ký tới địa chỉ nhận và cho biết địa chỉ đã trả lời gì. Không tính vào lịch gửi lại và không nằm trong luồng sự kiện.',
    en: 'Sends one signed vn.motcua.subscription.test.v1 to the endpoint at once and tells what it answered. It counts for no schedule and stands in no feed.',
  },
  path: subscriptionPath,
  answers: { 200: z.object({ testEvent: deliveryTry.strict().optional() }).strict() },
  problems: ['subscription-not-found', 'not-allowed', 'subscription-changed'],
  example: { path: { subscriptionId: 'sub-0123456789abcdef01234567' } },
});

import { healthySubscription } from '#domain/notifications/subscription-view';
import { httpContract } from '#functions/platform/http-contract';
import { subscriptionPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'GET /v1/subscriptions/{subscriptionId}',
  access: 'signed-in',
  idempotent: false,
  title: { vi: 'Xem một đăng ký và tình trạng gửi tin', en: 'Read a subscription and how its deliveries go' },
  description: {
    vi: 'Phần `health` cho biết địa chỉ nhận có đang hỏng không và từ bao giờ, có tin đang chờ gửi lại hoặc đã thôi gửi không, và còn bao nhiêu sự kiện chưa xét.',
    en: 'In `health`: whether and since when the endpoint fails, whether deliveries wait for another try or were given up, and how many events are still to be looked at.',
  },
  path: subscriptionPath,
  answers: { 200: healthySubscription },
  problems: ['subscription-not-found'],
  example: { path: { subscriptionId: 'sub-0123456789abcdef01234567' } },
});

import { httpContract } from '#functions/platform/http-contract';
import { subscriptionPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'DELETE /v1/subscriptions/{subscriptionId}',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Xoá một đăng ký', en: 'Delete a subscription' },
  description: {
    vi: 'Không gửi gì nữa, kể cả tin đang chờ gửi lại. Sự kiện vẫn nằm trong luồng sự kiện và đọc được ở GET /v1/events.',
    en: 'Nothing more is sent, not even what was waiting for another try. The events stay in the feed and can be read at GET /v1/events.',
  },
  path: subscriptionPath,
  answers: { 204: null },
  problems: ['subscription-not-found', 'not-allowed', 'subscription-changed', 'changed-meanwhile'],
  example: { path: { subscriptionId: 'sub-0123456789abcdef01234567' } },
});

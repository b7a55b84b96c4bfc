import * as z from 'zod';
import { MAX_OLD_SECRET_HOURS, OLD_SECRET_HOURS } from '#domain/notifications/change-subscription';
import { subscriptionWithSecret } from '#domain/notifications/subscription-view';
import { httpContract } from '#functions/platform/http-contract';
import { subscriptionPath } from '#functions/platform/paths';

export const rotationOrder = z
  .object({
    /** How long the old secret signs beside the new one; 0 when it has become known to others. */
    keepOldHours: z.number().int().min(0).max(MAX_OLD_SECRET_HOURS).default(OLD_SECRET_HOURS),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/subscriptions/{subscriptionId}/secret-rotation',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Đổi khoá bí mật', en: 'Rotate the secret' },
  description: {
    vi: 'Khoá mới chỉ hiện trong câu trả lời này. Trong thời gian chuyển đổi (mặc định 24 giờ, tối đa 72 giờ) mỗi tin mang hai chữ ký, của khoá mới và khoá cũ, nên bên nhận đổi khoá lúc nào cũng được mà không mất tin.',
    en: 'The new secret is in this answer and in no other. For the time of the change (24 hours unless told otherwise, at most 72) every message carries two signatures, of the new and of the old secret, so that the receiver may change over at any moment without losing a message.',
  },
  path: subscriptionPath,
  body: rotationOrder,
  answers: { 200: subscriptionWithSecret },
  problems: ['subscription-not-found', 'not-allowed', 'subscription-changed', 'portal-credentials', 'changed-meanwhile'],
  example: { path: { subscriptionId: 'sub-0123456789abcdef01234567' }, body: { keepOldHours: 24 } },
});

import * as z from 'zod';
import { portalCredentials } from '#domain/national-portal/portal-credentials';
import { audience } from '#domain/notifications/audience';
import { channel, eventFilter } from '#domain/notifications/subscription';
import { subscriptionWithSecret } from '#domain/notifications/subscription-view';
import { httpContract } from '#functions/platform/http-contract';

export const subscriptionOrder = z
  .object({
    /** @default the caller's own */
    audience: audience.optional(),
    channel: channel.default('webhook'),
    url: z.url().max(2000),
    filter: eventFilter.default({ types: [], procedures: [], agencies: [], places: [] }),
    description: z.string().max(200).default(''),
    /** What the national portal gave to log in with; kept sealed and shown to nobody. Only for its channel. */
    credentials: portalCredentials.optional(),
  })
  .strict();

export const contract = httpContract({
  route: 'POST /v1/subscriptions',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Đăng ký nhận sự kiện', en: 'Subscribe to events' },
  description: {
    vi: 'Từ lúc này mọi sự kiện của đối tượng nhận (cơ quan, đối tác hoặc toàn địa bàn) qua được bộ lọc sẽ được gửi, có ký, tới địa chỉ đã nêu. Khoá bí mật chỉ hiện trong câu trả lời này; gọi lại với cùng Idempotency-Key sẽ nhận lại đúng khoá đó. Một sự kiện thử được gửi ngay; testEvent cho biết kết quả, và kết quả xấu không ngăn việc đăng ký.',
    en: 'From now on every event of the audience (an agency, a partner or the whole cell) that the filter lets through is sent, signed, to the address. The secret is in this answer and in no other; the same call with the same Idempotency-Key shows it again. A test event is sent at once: testEvent tells how it went, and a bad outcome does not keep the subscription from being made.',
  },
  body: subscriptionOrder,
  answers: { 201: subscriptionWithSecret },
  problems: ['not-allowed', 'agency-not-found', 'endpoint-not-acceptable', 'event-type-unknown', 'too-many-subscriptions', 'portal-credentials'],
  example: {
    body: {
      url: 'https://hooks.so-tu-phap.example/mot-cua',
      filter: { types: ['vn.motcua.dossier.step-opened.v1', 'vn.motcua.dossier.withdrawn.v1'] },
      description: 'Phần mềm hộ tịch',
    },
  },
});

import * as z from 'zod';
import { replayOrder } from '#domain/notifications/replay-order';
import { httpContract } from '#functions/platform/http-contract';
import { subscriptionPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'POST /v1/subscriptions/{subscriptionId}/replays',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Yêu cầu gửi lại', en: 'Ask for events again' },
  description: {
    vi: 'Gửi lại một số tin, mọi sự kiện trong một khoảng (theo thời điểm hoặc con trỏ của luồng sự kiện), hoặc mọi tin đã thôi gửi. Sự kiện giữ nguyên mã (webhook-id), nên bên nhận nhận ra tin đã có. Khoảng gửi lại đi qua bộ lọc hiện tại và gồm cả sự kiện có trước khi đăng ký. Với đăng ký đang tạm dừng, việc gửi lại đợi tới khi tiếp tục.',
    en: 'Sends some deliveries again, or every event in a range (of instants or of cursors of the pull feed), or all that were given up. Events keep their id (webhook-id), so that a receiver knows what it has. A range goes through the present filter and includes events from before the subscription was made. A paused subscription replays when it is resumed.',
  },
  path: subscriptionPath,
  body: replayOrder,
  answers: { 202: z.object({ id: z.string().max(80), asksFor: z.enum(['deliveries', 'range', 'all-failed']), eventsAtMost: z.number().int().nonnegative().optional() }).strict().meta({ id: 'Replay' }) },
  problems: ['subscription-not-found', 'not-allowed', 'subscription-changed', 'delivery-not-found', 'cursor-malformed', 'too-many-replays'],
  example: { path: { subscriptionId: 'sub-0123456789abcdef01234567' }, body: { allFailed: true } },
});

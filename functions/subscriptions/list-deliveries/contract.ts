import * as z from 'zod';
import { deliveryLine } from '#domain/notifications/delivery-view';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { subscriptionPath } from '#functions/platform/paths';

export const deliveriesQuery = pageQuery.extend({ state: z.enum(['waiting', 'failed']).optional() });

export const contract = httpContract({
  route: 'GET /v1/subscriptions/{subscriptionId}/deliveries',
  access: 'signed-in',
  idempotent: false,
  title: { vi: 'Danh sách tin đã gửi của một đăng ký', en: 'List the deliveries of a subscription' },
  description: {
    vi: 'Sự kiện mới nhất trước. Với state=waiting là các tin sẽ gửi lại, sớm nhất trước; với state=failed là các tin đã thôi gửi và chờ yêu cầu gửi lại. Luồng của toàn địa bàn gồm 8 phần, liệt kê hết phần này đến phần khác. Một trang có thể ngắn hơn limit; còn cursor là còn trang sau.',
    en: 'The newest event first. With state=waiting those that will be tried again, the soonest first; with state=failed those that were given up and can be asked for again. The feed of the whole cell has 8 parts and is listed part after part. A page may be shorter than limit; while there is a cursor there is another page.',
  },
  path: subscriptionPath,
  query: deliveriesQuery,
  answers: { 200: pageOf(deliveryLine) },
  problems: ['subscription-not-found', 'cursor-malformed'],
  example: { path: { subscriptionId: 'sub-0123456789abcdef01234567' }, query: { limit: '20' } },
});

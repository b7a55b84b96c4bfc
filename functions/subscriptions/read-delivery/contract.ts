import { deliveryView } from '#domain/notifications/delivery-view';
import { httpContract } from '#functions/platform/http-contract';
import { deliveryPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'GET /v1/subscriptions/{subscriptionId}/deliveries/{deliveryId}',
  access: 'signed-in',
  idempotent: false,
  title: { vi: 'Xem một tin với từng lần gửi', en: 'Read one delivery with each of its tries' },
  description: {
    vi: 'Nội dung đúng như đã gửi, từng lần gửi với mã trạng thái, thời gian chờ và phần đầu câu trả lời của bên nhận, và thời điểm gửi lại kế tiếp.',
    en: 'The body as it was sent, each try with its status, its latency and the beginning of what the endpoint answered, and when the next try follows.',
  },
  path: deliveryPath,
  answers: { 200: deliveryView },
  problems: ['subscription-not-found', 'delivery-not-found'],
  example: { path: { subscriptionId: 'sub-0123456789abcdef01234567', deliveryId: '0-17' } },
});

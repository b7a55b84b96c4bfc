import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import { httpContract } from '#functions/platform/http-contract';
import { agencyPath } from '#functions/platform/paths';

export const endpointBody = z.object({ url: z.url().max(2000) }).strict();

const endpoint = z
  .object({ id: z.string().max(100), agency: z.string().max(35), url: z.url().max(2000), secret: z.string().max(200), state: z.enum(['active', 'disabled']), registeredAt: isoInstant })
  .strict()
  .meta({ id: 'WebhookEndpoint' });

export const contract = httpContract({
  route: 'POST /v1/agencies/{agencyCode}/webhook-endpoints',
  access: 'signed-in',
  idempotent: true,
  path: agencyPath,
  body: endpointBody,
  title: { vi: 'Đăng ký địa chỉ nhận thông báo', en: 'Register a webhook endpoint' },
  description: { vi: 'Nơi hệ thống của cơ quan nhận thông báo về việc của mình; khoá bí mật chỉ có trong câu trả lời này.', en: 'Where an agency’s system is told of its work; the secret is in this answer and in no other.' },
  answers: { 200: endpoint, 201: endpoint },
  problems: ['not-allowed', 'agency-not-found', 'endpoint-not-acceptable', 'idempotency-key-reused'],
  example: { path: { agencyCode: 'H99.101' }, body: { url: 'https://hooks.an-hoa.example/mot-cua' } },
});

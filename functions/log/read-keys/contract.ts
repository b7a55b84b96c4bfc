import * as z from 'zod';
import { httpContract } from '#functions/platform/http-contract';

const coordinate = z.string().regex(/^[\w-]{43}$/);
const publicKey = z
  .object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate, kid: coordinate.meta({ description: 'Thumbprint of the key (RFC 7638).' }), alg: z.literal('ES256'), use: z.literal('sig') })
  .strict()
  .meta({ id: 'StatementKey' });

export const contract = httpContract({
  route: 'GET /v1/log/keys',
  alsoAt: ['GET /.well-known/jwks.json'],
  access: 'public',
  idempotent: false,
  title: { vi: 'Khóa công khai của các bản xác nhận', en: 'Read the public keys of statements' },
  description: {
    vi: 'Mọi khóa từng ký giấy tiếp nhận, kết quả và các ngày của nhật ký, theo dạng JWKS.',
    en: 'Every key that ever signed receipts, results and days of the log, as a JWKS.',
  },
  answers: { 200: z.object({ keys: z.array(publicKey).max(100) }).strict().meta({ id: 'StatementKeys' }) },
  problems: [],
  example: {},
});

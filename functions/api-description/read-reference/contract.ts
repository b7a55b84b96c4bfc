import * as z from 'zod';
import { httpContract } from '#functions/platform/http-contract';

export const contract = httpContract({
  route: 'GET /docs/{file}',
  alsoAt: ['GET /docs'],
  access: 'public',
  idempotent: false,
  path: z.object({ file: z.string().regex(/^[a-z][a-z-]*\.(css|js)$/).optional() }),
  title: { vi: 'Trang tra cứu API', en: 'Read the reference page' },
  description: { vi: 'Mọi thao tác với ví dụ, thử được ngay trên hệ thống này.', en: 'Every operation with its examples, to be tried on this very system.' },
  answers: { 200: null },
  problems: ['address-not-found'],
  example: {},
});

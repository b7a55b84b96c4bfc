import * as z from 'zod';
import { httpContract } from '#functions/platform/http-contract';

export const contract = httpContract({
  route: 'GET /v1/openapi.json',
  alsoAt: ['GET /openapi.json'],
  access: 'public',
  idempotent: false,
  title: { vi: 'Đọc mô tả của API', en: 'Read the description of this API' },
  description: {
    vi: 'Mô tả OpenAPI 3.1 của mọi thao tác, cũng có tại /openapi.json; trang tra cứu ở /docs.',
    en: 'The OpenAPI 3.1 document of every operation, also at /openapi.json; as a page at /docs.',
  },
  answers: { 200: z.looseObject({ openapi: z.string().max(20) }).meta({ id: 'OpenApiDocument', description: 'An OpenAPI 3.1 document.' }) },
  hasContentTag: true,
  problems: [],
  example: {},
});

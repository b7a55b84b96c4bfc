import * as z from 'zod';
import { httpContract } from '#functions/platform/http-contract';

export const contract = httpContract({
  route: 'GET /problems/{code}',
  alsoAt: ['GET /problems'],
  access: 'public',
  idempotent: false,
  path: z.object({ code: z.string().regex(/^[a-z][a-z-]{0,99}$/).optional() }),
  title: { vi: 'Đọc danh mục lỗi', en: 'Read the catalogue of problems' },
  description: {
    vi: 'Mỗi kiểu từ chối là một trang nói cần sửa gì; JSON nếu Accept yêu cầu.',
    en: 'Each kind of refusal is a page that says what to mend; as JSON where Accept asks for it.',
  },
  answers: { 200: null },
  problems: ['address-not-found'],
  example: {},
});

import { sealedDay } from '#domain/log/sealed-day';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';

export const contract = httpContract({
  route: 'GET /v1/log/days',
  access: 'public',
  idempotent: false,
  query: pageQuery,
  title: { vi: 'Danh sách ngày đã niêm phong', en: 'List the sealed days of the log' },
  description: {
    vi: 'Mỗi ngày một gốc cây băm có chữ ký, ngày mới nhất trước. Ai lưu lại danh sách này có thể phát hiện mọi sửa đổi về sau.',
    en: 'One signed root a day, newest first. Whoever keeps a copy will find every later change.',
  },
  answers: { 200: pageOf(sealedDay).meta({ id: 'LogDays' }) },
  problems: ['cursor-malformed'],
  example: { query: { limit: '10' } },
});

import { shownClient } from '#domain/access/client-view';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/clients',
  access: 'signed-in',
  idempotent: false,
  query: pageQuery,
  title: { vi: 'Liệt kê các hệ thống đã đăng ký', en: 'List the clients' },
  description: { vi: 'Mọi hệ thống được gọi API, theo mã; dành cho quản trị viên và kiểm toán.', en: 'Every system that may call, by its id; for the administrator and auditors.' },
  answers: { 200: pageOf(shownClient).meta({ id: 'ClientList' }) },
  problems: [...LISTING_PROBLEMS],
  example: { query: { limit: '10' } },
});

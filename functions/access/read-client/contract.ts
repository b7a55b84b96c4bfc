import { shownClient } from '#domain/access/client-view';
import { httpContract } from '#functions/platform/http-contract';
import { clientPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'GET /v1/clients/{clientId}',
  access: 'signed-in',
  idempotent: false,
  path: clientPath,
  title: { vi: 'Đọc một hệ thống đã đăng ký', en: 'Read a client' },
  description: {
    vi: 'Hệ thống đọc được chính mình; quản trị viên và kiểm toán đọc được mọi hệ thống. Với ai khác thì không có.',
    en: 'A client reads itself; the administrator and an auditor read every one. For anybody else there is none.',
  },
  answers: { 200: shownClient },
  problems: ['client-not-found'],
  example: { path: { clientId: 'cl-0123456789abcdef01234567' } },
});

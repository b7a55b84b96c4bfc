import { shownClient } from '#domain/access/client-view';
import { CLIENT_CHANGE_PROBLEMS } from '#functions/platform/change-client';
import { httpContract } from '#functions/platform/http-contract';
import { keyPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'DELETE /v1/clients/{clientId}/keys/{keyId}',
  access: 'signed-in',
  idempotent: true,
  path: keyPath,
  title: { vi: 'Thu hồi khoá', en: 'Revoke a key' },
  description: {
    vi: 'Khoá và mọi mã truy cập xin bằng khoá đó hết hiệu lực ngay ở lần gọi kế tiếp. Hệ thống không tự thu hồi được khoá cuối cùng của mình.',
    en: 'The key, and every access token that was asked for with it, are refused from the next call on. A client cannot take away its own last key.',
  },
  answers: { 200: shownClient },
  problems: [...CLIENT_CHANGE_PROBLEMS, 'key-not-found', 'last-key'],
  example: { path: { clientId: 'cl-0123456789abcdef01234567', keyId: '2026-11' } },
});

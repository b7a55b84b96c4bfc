import { shownClient } from '#domain/access/client-view';
import { CLIENT_CHANGE_PROBLEMS } from '#functions/platform/change-client';
import { httpContract } from '#functions/platform/http-contract';
import { newKeyBody } from '#functions/platform/new-key';
import { clientPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'POST /v1/clients/{clientId}/keys',
  access: 'signed-in',
  idempotent: true,
  path: clientPath,
  body: newKeyBody,
  title: { vi: 'Thêm khoá công khai', en: 'Add a public key' },
  description: {
    vi: 'Hệ thống tự thêm khoá của mình, hoặc quản trị viên thêm hộ. Khoá cũ và khoá mới cùng dùng được cho tới khi thu hồi khoá cũ.',
    en: 'A client adds a key of its own, or the administrator for it. The old key and the new one are both good until the old one is revoked.',
  },
  answers: { 200: shownClient },
  problems: [...CLIENT_CHANGE_PROBLEMS, 'key-not-usable', 'key-id-taken', 'too-many-keys'],
  example: { path: { clientId: 'cl-0123456789abcdef01234567' }, body: { id: '2027-01', publicJwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } } },
});

import { registeredIdentity } from '#domain/documents/signing-identity';
import { httpContract } from '#functions/platform/http-contract';
import { identityPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'GET /v1/signing-identities/{identityId}',
  access: 'signed-in',
  idempotent: false,
  path: identityPath,
  title: { vi: 'Đọc một danh tính ký số', en: 'Read a signing identity' },
  description: {
    vi: 'Quản trị viên, kiểm toán và cán bộ của chính cơ quan đó xem được; với ai khác thì không có.',
    en: 'The administrator, an auditor and the officers of that agency read it; for anybody else there is none.',
  },
  answers: { 200: registeredIdentity },
  problems: ['signing-identity-not-found'],
  example: { path: { identityId: 'h99.101-seal' } },
});

import * as z from 'zod';
import { registeredIdentity } from '#domain/documents/signing-identity';
import { httpContract } from '#functions/platform/http-contract';
import { agencyPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'GET /v1/agencies/{agencyCode}/signing-identities',
  access: 'signed-in',
  idempotent: false,
  path: agencyPath,
  title: { vi: 'Liệt kê danh tính ký số của cơ quan', en: 'List the signing identities of an agency' },
  description: {
    vi: 'Chữ ký của cơ quan trước, rồi đến cán bộ; cả danh tính có chứng thư đã hết hạn. Dành cho quản trị viên, kiểm toán và cán bộ của cơ quan.',
    en: 'The agency’s own first, then its officers’; also those whose certificate has run out. For the administrator, auditors and the officers of the agency.',
  },
  answers: { 200: z.object({ rows: z.array(registeredIdentity).max(1000) }).meta({ id: 'SigningIdentityList' }) },
  problems: ['not-allowed'],
  example: { path: { agencyCode: 'H99.101' } },
});

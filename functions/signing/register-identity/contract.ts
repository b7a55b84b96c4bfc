import { identityBody, registeredIdentity } from '#domain/documents/signing-identity';
import { httpContract } from '#functions/platform/http-contract';
import { identityPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'PUT /v1/signing-identities/{identityId}',
  access: 'signed-in',
  idempotent: true,
  path: identityPath,
  body: identityBody,
  title: { vi: 'Đăng ký danh tính ký số', en: 'Register a signing identity' },
  description: {
    vi: 'Ai được ký với tư cách gì, bằng khoá và chứng thư số nào. Khoá nằm trong KMS và không rời khỏi đó; chứng thư phải là của chính khoá ấy, còn hiệu lực, cho phép ký và kèm các chứng thư của nơi cấp. Gửi lại đúng nội dung đó không làm gì thay đổi; mỗi lần đổi là một phiên bản mới, phiên bản cũ được giữ lại.',
    en: 'Who may sign as what, with which key and certificates. The key lies in KMS and never leaves it; the certificate must be of that very key, in force, meant for signing, and come with those of its issuers. Putting the same again changes nothing; each change makes a new version, and the earlier ones are kept.',
  },
  answers: { 200: registeredIdentity },
  problems: ['not-allowed', 'agency-not-found', 'signing-key-not-found', 'certificates-not-usable', 'identity-of-somebody-else', 'changed-meanwhile', 'idempotency-key-reused'],
  example: {
    path: { identityId: 'h99.101-seal-2027' },
    body: {
      capacity: 'agency',
      agency: 'H99.101',
      displayName: 'Ủy ban nhân dân Phường An Hòa',
      keyId: 'arn:aws:kms:ap-southeast-1:000000000000:key/2f6b1c52-8f6e-4c6d-9a55-0a6c7a4b9d10',
      certificates: ['-----BEGIN CERTIFICATE-----\nMIICownCertificateOfTheSigner==\n-----END CERTIFICATE-----\n', '-----BEGIN CERTIFICATE-----\nMIICcertificateOfItsIssuer==\n-----END CERTIFICATE-----\n'],
    },
  },
});

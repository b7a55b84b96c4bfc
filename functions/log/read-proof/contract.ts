import { shownProof } from '#domain/log/proof-view';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}/proof',
  access: 'signed-in',
  idempotent: false,
  path: dossierPath,
  title: { vi: 'Lấy bằng chứng hồ sơ không bị sửa', en: 'Read the proof that a dossier stands in the log' },
  description: {
    vi: 'Chuỗi băm của các sự kiện và đường dẫn đến gốc đã ký của một ngày: tự kiểm tra được bằng khóa công khai, không cần tin hệ thống này.',
    en: 'The chain of hashes of the events and the path to the signed root of a day: to be checked with the published key and no trust in us (docs/examples/verify-proof.mjs).',
  },
  answers: { 200: shownProof },
  problems: [...READING_PROBLEMS, 'not-allowed', 'not-sealed-yet'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' } },
});

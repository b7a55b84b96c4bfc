import { shownReceipt } from '#domain/dossiers/receipt';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/submission',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  title: { vi: 'Nộp hồ sơ', en: 'Hand in a dossier' },
  description: {
    vi: 'Nộp hồ sơ nháp khi giấy tờ đã tải lên đủ: cấp mã hồ sơ, xác định cơ quan của từng bước, và trả giấy tiếp nhận có mã băm của từng giấy tờ.',
    en: 'Hands in a draft whose papers are all uploaded: it is given its code, the agency of each step is fixed, and the receipt names every paper with its hash.',
  },
  answers: { 200: shownReceipt },
  problems: [...MOVING_PROBLEMS, 'paper-missing', 'paper-not-uploaded', 'paper-hash-differs', 'paper-refused', 'no-agency-for-role'],
  example: { path: { dossierId: 'ds-0a1b2c3d4e5f60718293a4b5c6d7e8f9' } },
});

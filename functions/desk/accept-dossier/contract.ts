import { movedDossier } from '#domain/dossiers/moved-view';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { MOVING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'POST /v1/dossiers/{dossierId}/acceptance',
  access: 'signed-in',
  idempotent: true,
  path: dossierPath,
  title: { vi: 'Tiếp nhận hồ sơ', en: 'Accept a dossier' },
  description: {
    vi: 'Bộ phận một cửa tiếp nhận hồ sơ đã nộp: thời hạn giải quyết bắt đầu tính, ngày hẹn trả kết quả được ấn định và bước đầu tiên được mở.',
    en: 'The desk accepts a dossier that was handed in: the clock starts, the appointment is fixed, and the first stage is opened.',
  },
  answers: { 200: movedDossier },
  problems: [...MOVING_PROBLEMS, 'paper-being-checked', 'paper-refused'],
  example: { path: { dossierId: 'H99.101.01-261126-0001' } },
});

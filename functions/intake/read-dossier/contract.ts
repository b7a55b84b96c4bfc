import { shownDossier } from '#domain/dossiers/dossier-view';
import { httpContract } from '#functions/platform/http-contract';
import { dossierPath } from '#functions/platform/paths';
import { READING_PROBLEMS } from '#functions/platform/usual-problems';

export const contract = httpContract({
  route: 'GET /v1/dossiers/{dossierId}',
  access: 'signed-in',
  idempotent: false,
  path: dossierPath,
  title: { vi: 'Xem hồ sơ', en: 'Read a dossier' },
  description: {
    vi: 'Hồ sơ ở trạng thái hiện tại, với các bước, ý kiến và thời hạn. Dữ liệu cá nhân chỉ hiện với người được đọc đơn. Người không được biết hồ sơ này nhận 404.',
    en: 'The dossier as it stands, with its steps, opinions and dates. Personal data is shown only to those who may read the application. Who may not know of the dossier is told 404.',
  },
  answers: { 200: shownDossier },
  problems: READING_PROBLEMS,
  example: { path: { dossierId: 'H99.101.01-261126-0001' } },
});

import { exportView } from '#domain/exports/export-view';
import { httpContract } from '#functions/platform/http-contract';
import { exportPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'GET /v1/exports/{exportId}',
  access: 'signed-in',
  idempotent: false,
  title: { vi: 'Xem tiến độ và liên kết của lần xuất dữ liệu', en: 'Read the progress and links of an export' },
  description: { vi: 'Khi xong, có liên kết tới từng phần và bản kê; mỗi liên kết có hiệu lực mười phút.', en: 'When it is finished there is a link to each part and to the manifest; a link lives ten minutes, read again for fresh ones.' },
  path: exportPath,
  answers: { 200: exportView },
  problems: ['export-not-found'],
  example: { path: { exportId: 'ex-0123456789abcdef0123456789abcdef' } },
});

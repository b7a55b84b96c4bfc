import { bulkView } from '#domain/bulk/bulk-view';
import { httpContract } from '#functions/platform/http-contract';
import { bulkPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'GET /v1/bulk-hand-ins/{bulkId}',
  access: 'signed-in',
  idempotent: false,
  title: { vi: 'Xem tiến độ và kết quả của lần nộp hàng loạt', en: 'Read the progress and answers of a bulk hand-in' },
  description: {
    vi: 'Khi mọi dòng đã có câu trả lời, có hai tệp: các hồ sơ đã nộp kèm mã, và các dòng bị trả lại kèm lý do để sửa và gửi lại.',
    en: 'When every row has its answer there are two files: the dossiers handed in, with their codes, and the rows that came back with reasons, to be mended and sent again. Links live ten minutes; read again for fresh ones.',
  },
  path: bulkPath,
  answers: { 200: bulkView },
  problems: ['bulk-not-found'],
  example: { path: { bulkId: 'bh-0123456789abcdef0123456789abcdef' } },
});

import { bulkView } from '#domain/bulk/bulk-view';
import { httpContract } from '#functions/platform/http-contract';
import { bulkPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'POST /v1/bulk-hand-ins/{bulkId}/start',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Bắt đầu xử lý lần nộp hàng loạt', en: 'Start a bulk hand-in' },
  description: {
    vi: 'Kiểm tra tệp đã được tải lên đúng như đã khai rồi bắt đầu; dòng đúng được nộp, dòng sai được trả lại kèm lý do. Gọi lại khi đang xử lý thì không có gì thay đổi.',
    en: 'Checks that the file is there as announced, and begins: good rows are handed in, bad ones come back with reasons. Called again while it runs, or after, it changes nothing.',
  },
  path: bulkPath,
  answers: { 202: bulkView, 200: bulkView },
  problems: ['bulk-not-found', 'bulk-file-not-uploaded', 'stale-version', 'changed-meanwhile'],
  example: { path: { bulkId: 'bh-0123456789abcdef0123456789abcdef' } },
});

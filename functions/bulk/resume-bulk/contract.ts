import { bulkView } from '#domain/bulk/bulk-view';
import { httpContract } from '#functions/platform/http-contract';
import { bulkPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'POST /v1/bulk-hand-ins/{bulkId}/resumption',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Cho lần nộp hàng loạt chạy tiếp', en: 'Resume a bulk hand-in' },
  description: {
    vi: 'Dùng khi việc xử lý đã dừng giữa chừng. Không dòng nào được nộp hai lần; khi việc xử lý vẫn đang chạy thì không có gì thay đổi.',
    en: 'For a hand-in whose processing has stopped half way. No row is handed in twice, and nothing changes while the processing lives.',
  },
  path: bulkPath,
  answers: { 202: bulkView, 200: bulkView },
  problems: ['bulk-not-found', 'bulk-over', 'changed-meanwhile'],
  example: { path: { bulkId: 'bh-0123456789abcdef0123456789abcdef' } },
});

import { exportView } from '#domain/exports/export-view';
import { httpContract } from '#functions/platform/http-contract';
import { exportPath } from '#functions/platform/paths';

export const contract = httpContract({
  route: 'POST /v1/exports/{exportId}/resumption',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Cho lần xuất dữ liệu chạy tiếp', en: 'Resume an export' },
  description: {
    vi: 'Dùng khi việc xuất đã dừng giữa chừng: nó chạy tiếp sau phần đã ghi cuối cùng; khi vẫn đang chạy thì không có gì thay đổi.',
    en: 'For an export that has stopped half way: it goes on after the last part written, and nothing changes while it lives.',
  },
  path: exportPath,
  answers: { 202: exportView, 200: exportView },
  problems: ['export-not-found', 'export-over', 'changed-meanwhile'],
  example: { path: { exportId: 'ex-0123456789abcdef0123456789abcdef' } },
});

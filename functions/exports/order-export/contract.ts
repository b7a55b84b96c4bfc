import * as z from 'zod';
import { exportScope } from '#domain/exports/data-export';
import { exportView } from '#domain/exports/export-view';
import { httpContract } from '#functions/platform/http-contract';

const exportOrder = z.object({ scope: exportScope }).strict();
export type ExportOrder = z.infer<typeof exportOrder>;

export const contract = httpContract({
  route: 'POST /v1/exports',
  access: 'signed-in',
  idempotent: true,
  title: { vi: 'Xuất toàn bộ dữ liệu của mình hoặc của cơ quan', en: 'Export all one\'s own data, or an agency\'s' },
  description: {
    vi: 'Phạm vi “own”: mọi hồ sơ của người dân hoặc doanh nghiệp; “agency”: mọi hồ sơ cơ quan đã nhận hoặc có bước xử lý, dành cho người đứng đầu hoặc hệ thống của cơ quan. Kết quả là các tệp gzip JSON Lines kèm bản kê có SHA-256, giữ 7 ngày.',
    en: 'Scope "own": every dossier of the citizen or company; "agency": every dossier the agency received or has a step of, for its head or its system. It becomes gzip JSON Lines in parts with a manifest of their SHA-256, kept for 7 days. Leave is asked for each dossier when it is written, and the application is there only where the caller may read it.',
  },
  body: exportOrder,
  answers: { 201: exportView },
  problems: ['not-allowed'],
  example: { body: { scope: 'own' } },
});

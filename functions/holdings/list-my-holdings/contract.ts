import * as z from 'zod';
import { shownHolding } from '#domain/holdings/holding';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';
import { procedurePath } from '#functions/platform/paths';
import { LISTING_PROBLEMS } from '#functions/platform/usual-problems';

export const holdingsQuery = pageQuery.extend({
  procedureCode: procedurePath.shape.procedureCode.optional().meta({ description: 'Only what this procedure takes today instead of a paper, and for which slots; the newest of each type, in one page.' }),
});

const offered = shownHolding
  .extend({ slots: z.array(z.string().max(100)).max(200).optional().meta({ description: 'For which slots of the procedure it may be used.' }) })
  .meta({ id: 'OfferedHolding', description: 'A thing in the electronic store, and where it can be used.' });

export const contract = httpContract({
  route: 'GET /v1/my/holdings',
  access: 'signed-in',
  idempotent: false,
  query: holdingsQuery,
  title: { vi: 'Kho dữ liệu điện tử của tôi', en: 'My electronic store' },
  description: {
    vi: 'Giấy tờ người gọi đã nộp trong hồ sơ được tiếp nhận và kết quả đã được cấp, kèm nguồn gốc và thời hạn sử dụng; kể cả hồ sơ nộp trực tiếp mà bộ phận một cửa đã xác thực số định danh của người gọi. Với mã thủ tục, chỉ những gì thủ tục đó chấp nhận thay cho giấy tờ phải nộp.',
    en: 'Papers the caller handed in with dossiers that were accepted, and results given to him, with where they come from and until when they may be used; those handed in at a desk too, where it proved the caller’s identification number. With a procedure, only what it takes in place of a paper.',
  },
  answers: { 200: pageOf(offered).meta({ id: 'Holdings' }) },
  problems: [...LISTING_PROBLEMS, 'procedure-not-found'],
  example: { query: { procedureCode: '1.013225' } },
});

import * as z from 'zod';
import { procedureSummary } from '#domain/procedures/procedure-store';
import { httpContract } from '#functions/platform/http-contract';
import { pageOf, pageQuery } from '#functions/platform/page-query';

/** How many rows one call may look at while searching for words; the cursor goes on from there. */
export const ROWS_LOOKED_AT = 500;

export const searchQuery = pageQuery
  .extend({ q: z.string().trim().min(2).max(100).optional().meta({ description: 'Words in the code, the name or the field, with or without diacritics.' }) })
  .strict();

export const contract = httpContract({
  route: 'GET /v1/procedures',
  access: 'public',
  idempotent: false,
  query: searchQuery,
  title: { vi: 'Tra cứu danh mục thủ tục', en: 'Search the catalogue of procedures' },
  description: {
    vi: 'Danh mục theo thứ tự mã, hoặc các thủ tục có mã, tên hay lĩnh vực chứa từ cần tìm, có dấu hay không dấu. Khi tìm, một trang có thể trống mà vẫn còn trang sau.',
    en: 'The catalogue in code order, or those of it whose code, name or field holds the words, whatever their diacritics. A page of a search may be empty and yet not the last.',
  },
  answers: { 200: pageOf(procedureSummary).extend({ rows: z.array(procedureSummary).max(ROWS_LOOKED_AT) }).meta({ id: 'ProcedureList' }) },
  problems: ['cursor-malformed'],
  example: { query: { q: 'khai sinh' } },
});

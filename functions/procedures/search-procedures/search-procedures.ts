import type * as z from 'zod';
import type { ProcedureStore, ProcedureSummary } from '#domain/procedures/procedure-store';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import { ROWS_LOOKED_AT, type searchQuery } from './contract.ts';

/** The catalogue in code order, or those of it whose code or name holds the words, whatever their diacritics. */
export async function searchProcedures(
  { procedures }: { readonly procedures: ProcedureStore },
  { query }: HttpRequest<'public', false, undefined, undefined, z.infer<typeof searchQuery>>,
): Promise<HttpAnswer> {
  const { q, limit, cursor } = query;
  const page = await procedures.list({ limit: q === undefined ? limit : ROWS_LOOKED_AT, ...(cursor === undefined ? {} : { cursor }) });
  const rows = q === undefined ? page.rows : page.rows.filter((row) => holds(row, q));
  return { status: 200, body: { rows, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) } };
}

function holds(row: ProcedureSummary, words: string): boolean {
  return [row.code, row.name.vi, row.name.en, row.field.vi, row.field.en].some((text) => plain(text).includes(plain(words)));
}

// People type "ho khau" for "hộ khẩu"; đ has no decomposition of its own.
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();
}

import * as z from 'zod';
import { procedureDefinition } from '#domain/procedures/procedure';
import { httpContract } from '#functions/platform/http-contract';
import { procedurePath } from '#functions/platform/paths';

export const procedureQuery = z
  .object({
    version: z.coerce.number().int().positive().max(1e6).optional().meta({ description: 'A version by its number.' }),
    on: z.iso.date().optional().meta({ description: 'The version in force on this Vietnamese day; today’s unless said.' }),
  })
  .strict();

export const contract = httpContract({
  route: 'GET /v1/procedures/{procedureCode}',
  access: 'public',
  idempotent: false,
  path: procedurePath,
  query: procedureQuery,
  title: { vi: 'Xem thủ tục', en: 'Read a procedure' },
  description: {
    vi: 'Thủ tục như đã công bố: trường hợp, giấy tờ, thời hạn, phí, các bước và căn cứ pháp lý.',
    en: 'A procedure as published: cases, papers, terms, fees, stages and their legal basis.',
  },
  answers: { 200: procedureDefinition.meta({ id: 'ProcedureDefinition', description: 'A published version of a procedure.' }) },
  problems: ['procedure-not-found'],
  example: { path: { procedureCode: '3.000722' }, query: { on: '2026-11-26' } },
});

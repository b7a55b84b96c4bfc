import * as z from 'zod';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import { procedureNotFound } from '#domain/procedures/procedure-not-found';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';

export const procedurePath = z.object({ procedureCode: z.string().regex(/^\d\.\d{6}(\.[0-9A-Z.]{1,20})?$/) });
export const procedureQuery = z
  .object({
    /** A version by number, or the one in force on a Vietnamese day; today's unless said. */
    version: z.coerce.number().int().positive().optional(),
    on: z.iso.date().optional(),
  })
  .strict();

type Request = HttpRequest<'public', false, undefined, z.infer<typeof procedurePath>, z.infer<typeof procedureQuery>>;

/** One procedure as published: cases, papers, terms, fees, stages and their legal basis. */
export async function readProcedure({ procedures }: { readonly procedures: ProcedureStore }, { path, query, now }: Request): Promise<HttpAnswer> {
  const { procedureCode } = path;
  const found =
    query.version === undefined
      ? await procedures.inForce(procedureCode, query.on ?? dayOfReceipt(now))
      : await procedures.version(procedureCode, query.version);
  if (found === undefined) throw procedureNotFound();
  return { status: 200, body: found };
}

import type * as z from 'zod';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import { procedureNotFound } from '#domain/procedures/procedure-not-found';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import type { procedurePath } from '#functions/platform/paths';
import type { procedureQuery } from './contract.ts';

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

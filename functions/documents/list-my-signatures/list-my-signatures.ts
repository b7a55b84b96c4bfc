import type * as z from 'zod';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { pageQuery } from '#functions/platform/page-query';
import { EdgeProblem } from '#functions/platform/problem';

interface Dependencies {
  readonly store: Pick<DossierStore, 'signaturesOf'>;
  readonly authoriser: Authoriser;
}

/** The documents that wait for the calling officer's own signature, the most urgent first. Who asks comes from the token. */
export async function listMySignatures({ store, authoriser }: Dependencies, { principal, query }: Pick<ReadRequest<undefined, z.infer<typeof pageQuery>>, 'principal' | 'query'>): Promise<HttpAnswer> {
  const { agency, id } = principal;
  if (agency === undefined || !authoriser.authorise({ principal, action: 'ReadOwnWork', resource: { agency } })) throw new EdgeProblem('not-allowed');
  return { status: 200, body: await store.signaturesOf(id, { limit: query.limit, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) }) };
}

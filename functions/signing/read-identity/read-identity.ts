import type * as z from 'zod';
import type { SigningIdentityStore } from '#domain/documents/signing-identity-store';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { identityPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

interface Tools {
  readonly identities: Pick<SigningIdentityStore, 'find'>;
  readonly authoriser: Authoriser;
}

/** One identity as it is in force; whoever may not see it is told that there is none. */
export async function readIdentity({ identities, authoriser }: Tools, { principal, path }: Pick<ReadRequest<z.infer<typeof identityPath>>, 'principal' | 'path'>): Promise<HttpAnswer> {
  const identity = await identities.find(path.identityId);
  if (identity === undefined || !authoriser.authorise({ principal, action: 'ReadSigningIdentity', resource: { agency: identity.agency } })) throw new EdgeProblem('signing-identity-not-found');
  return { status: 200, body: identity };
}

import type * as z from 'zod';
import type { SigningIdentityStore } from '#domain/documents/signing-identity-store';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { agencyPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

interface Tools {
  readonly identities: Pick<SigningIdentityStore, 'ofAgency'>;
  readonly authoriser: Authoriser;
}

/** Who signs for an agency. A house has few signers: they come in one answer. */
export async function listIdentities({ identities, authoriser }: Tools, { principal, path }: Pick<ReadRequest<z.infer<typeof agencyPath>>, 'principal' | 'path'>): Promise<HttpAnswer> {
  if (!authoriser.authorise({ principal, action: 'ReadSigningIdentity', resource: { agency: path.agencyCode } })) throw new EdgeProblem('not-allowed');
  return { status: 200, body: { rows: await identities.ofAgency(path.agencyCode) } };
}

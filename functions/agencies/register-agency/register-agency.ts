import type * as z from 'zod';
import type { Agency } from '#domain/agencies/agency';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { DomainError } from '#domain/kernel/domain-error';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { agencyPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

interface Dependencies {
  readonly agencies: AgencyStore;
  readonly authoriser: Authoriser;
}

/** Puts an agency into the register, or replaces what is there; putting the same again changes nothing. */
export async function registerAgency(
  deps: Dependencies,
  { principal, path, body }: WriteRequest<Agency, z.infer<typeof agencyPath>>,
): Promise<HttpAnswer> {
  if (!deps.authoriser.authorise({ principal, action: 'RegisterAgency', resource: undefined })) throw new EdgeProblem('not-allowed');
  if (body.code !== path.agencyCode) {
    throw new DomainError({
      kind: 'rule-broken',
      code: 'agency-code-differs',
      mend: { vi: 'Mã cơ quan trong đường dẫn và trong nội dung phải giống nhau.', en: 'The agency code in the address and in the body must be the same.' },
      fields: [{ pointer: '/code', problem: 'differs from the address' }],
    });
  }
  await deps.agencies.register(body);
  return { status: 200, body };
}

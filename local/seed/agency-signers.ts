import type { ApiClient } from '#local/api-client/api-client';
import type { AgencySigners } from '#local/api-client/made-up-result';
import type { SeededProvince } from '#local/seed/province';

/** The head and the clerk of an agency of the province; nothing for one that has not both. */
export function agencySigners({ people }: Pick<SeededProvince, 'people'>, agency: string, as: (person: string) => ApiClient): AgencySigners | undefined {
  const holding = (role: string) => people.find((each) => each.agency === agency && each.roles.includes(role))?.id;
  const head = holding('head-of-agency');
  const clerk = holding('clerk');
  if (head === undefined || clerk === undefined) return undefined;
  return { head: { subject: head, api: as(head) }, clerk: as(clerk) };
}

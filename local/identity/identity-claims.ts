import type { Person, SystemClient } from './identity-settings.ts';

/** What an access token tells about who calls, beside `iss`, `aud` and `sub`; undefined values are left out. */
export function identityClaims(subject: Person | SystemClient): Record<string, string | undefined> {
  const roles = 'roles' in subject ? subject.roles : undefined;
  return {
    mc_kind: subject.kind,
    mc_agency: subject.agency,
    mc_identity: 'identityNumber' in subject ? subject.identityNumber : undefined,
    mc_roles: roles === undefined ? undefined : roles.join(' '),
    name: 'displayName' in subject ? subject.displayName : undefined,
  };
}

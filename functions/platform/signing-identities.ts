import type { SigningIdentity } from '#domain/documents/signing';
import type { SigningIdentityStore } from '#domain/documents/signing-identity-store';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

export type KnownIdentities = Pick<SigningIdentityStore, 'agencySeal' | 'officer'>;

export interface WantedIdentity {
  readonly capacity: 'officer' | 'agency';
  readonly agency: string;
  readonly officer?: string | undefined;
}

/**
 * With what somebody signs now: an officer by his own certificate, an agency by its seal.
 * @throws DomainError `signing-identity-missing`, at `pointer`
 */
export async function requireIdentity(identities: KnownIdentities, { capacity, agency, officer }: WantedIdentity, { now, pointer }: { readonly now: Temporal.Instant; readonly pointer: string }): Promise<SigningIdentity> {
  const at = toIso(now);
  const found = capacity === 'agency' ? await identities.agencySeal(agency, at) : await identities.officer(agency, officer ?? '', at);
  if (found !== undefined) return found;
  throw new DomainError({
    kind: 'rule-broken',
    code: 'signing-identity-missing',
    mend: {
      vi: 'Người hoặc cơ quan được nêu chưa có chứng thư số còn hiệu lực để ký. Đề nghị quản trị đăng ký.',
      en: 'Whoever is named has no valid certificate to sign with. Ask the administrator to register one.',
    },
    fields: [{ pointer, problem: 'no signing identity now' }],
  });
}

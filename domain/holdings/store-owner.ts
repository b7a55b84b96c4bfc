import type { Dossier } from '#domain/dossiers/dossier';
import type { Principal } from '#domain/kernel/authoriser';

/** No account's subject may begin so: it names the store of a person by his number. */
export const BY_IDENTITY = 'identity:';

/** Số định danh cá nhân: twelve digits, one for each person and for life (Law on Identity 26/2023/QH15). Numbers of passports are not. */
export function isPersonalNumber(number: string): boolean {
  return /^\d{12}$/.test(number);
}

/**
 * Whose electronic store a dossier fills: that of the account that handed it in; or, of what a desk handed in, that of the person
 * whose number the desk proved. Nobody's when nobody did: a slip of the pen in a number would open one person's papers to another.
 */
export function storeOwner({ ownerId, ownerKind, channel, application: { applicant } }: Pick<Dossier, 'ownerId' | 'ownerKind' | 'channel' | 'application'>): string | undefined {
  if (ownerKind === 'citizen' || ownerKind === 'partner') return ownerId;
  const isProved = ownerKind === 'officer' && channel === 'desk' && applicant.kind === 'citizen' && applicant.identityProof !== undefined && isPersonalNumber(applicant.identityNumber);
  return isProved ? `${BY_IDENTITY}${applicant.identityNumber}` : undefined;
}

/** The stores that are the caller's own: his account's, and that under his number where the provider of identities proved it. */
export function storesOf({ id, identityNumber }: Pick<Principal, 'id' | 'identityNumber'>): readonly string[] {
  return [id, ...(identityNumber === undefined ? [] : [`${BY_IDENTITY}${identityNumber}`])];
}

import type { RegisteredIdentity } from '#domain/documents/signing-identity';

/** The register of who may sign with which key and certificate: data, changed by an administrator. */
export interface SigningIdentityStore {
  find(identityId: string): Promise<RegisteredIdentity | undefined>;
  /** All of an agency, its own first, also those whose certificate has run out. */
  ofAgency(agency: string): Promise<readonly RegisteredIdentity[]>;
  /** With what the agency itself signs at an instant; of several the one whose certificate began last. */
  agencySeal(agency: string, at: string): Promise<RegisteredIdentity | undefined>;
  /** With what an officer signs for the agency at an instant. */
  officer(agency: string, subject: string, at: string): Promise<RegisteredIdentity | undefined>;
  /** Writes the version after the one it was made from, and keeps the earlier one: who could sign when must be told later. */
  save(identity: RegisteredIdentity): Promise<'saved' | 'changed-meanwhile'>;
}

/** Of some identities the one to sign with at an instant: among those valid then, the newest certificate. */
export function validAt(identities: readonly RegisteredIdentity[], at: string): RegisteredIdentity | undefined {
  return identities
    .filter(({ validFrom, validUntil }) => validFrom <= at && at < validUntil)
    .toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : -1))[0];
}

import type { SigningIdentity } from '#domain/documents/signing';

/** An identity as the register holds it; each change makes the next version. */
export interface RegisteredIdentity {
  readonly identity: SigningIdentity;
  readonly version: number;
  readonly changedAt: string;
}

/** The register of who may sign with which key and certificate: data, changed by an administrator. */
export interface SigningIdentityStore {
  find(identityId: string): Promise<RegisteredIdentity | undefined>;
  /** All of an agency, its own signature first, also those that are no longer valid. */
  ofAgency(agency: string): Promise<readonly RegisteredIdentity[]>;
  /** With what the agency itself signs at an instant; of several the one whose certificate began last. */
  agencySeal(agency: string, at: string): Promise<SigningIdentity | undefined>;
  /** With what an officer signs for the agency at an instant. */
  officer(agency: string, subject: string, at: string): Promise<SigningIdentity | undefined>;
  /**
   * Writes one version after `replaces` (0 for a new one).
   * @returns `conflict` when somebody else was first
   */
  put(registered: RegisteredIdentity, replaces: number): Promise<'written' | 'conflict'>;
}

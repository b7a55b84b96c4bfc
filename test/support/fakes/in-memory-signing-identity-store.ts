import type { RegisteredIdentity } from '#domain/documents/signing-identity';
import { validAt, type SigningIdentityStore } from '#domain/documents/signing-identity-store';

/** The register of signing identities in memory. */
export class InMemorySigningIdentityStore implements SigningIdentityStore {
  private readonly identities = new Map<string, RegisteredIdentity>();

  async find(identityId: string): Promise<RegisteredIdentity | undefined> {
    return structuredClone(this.identities.get(identityId));
  }

  async ofAgency(agency: string): Promise<readonly RegisteredIdentity[]> {
    const orderOf = ({ officer = '', id }: RegisteredIdentity): string => `${officer}#${id}`;
    const own = [...this.identities.values()].filter((identity) => identity.agency === agency);
    return structuredClone(own.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1)));
  }

  async agencySeal(agency: string, at: string): Promise<RegisteredIdentity | undefined> {
    return validAt((await this.ofAgency(agency)).filter(({ capacity }) => capacity === 'agency'), at);
  }

  async officer(agency: string, subject: string, at: string): Promise<RegisteredIdentity | undefined> {
    return validAt((await this.ofAgency(agency)).filter(({ officer }) => officer === subject), at);
  }

  async save(identity: RegisteredIdentity): Promise<'saved' | 'changed-meanwhile'> {
    if ((this.identities.get(identity.id)?.version ?? 0) !== identity.version - 1) return 'changed-meanwhile';
    this.identities.set(identity.id, structuredClone(identity));
    return 'saved';
  }
}

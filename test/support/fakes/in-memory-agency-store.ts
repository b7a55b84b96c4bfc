import type { Agency, Place } from '#domain/agencies/agency';
import type { AgencyStore } from '#domain/agencies/agency-store';

/** The register of agencies in memory. */
export class InMemoryAgencyStore implements AgencyStore {
  private readonly agencies = new Map<string, Agency>();

  constructor(agencies: readonly Agency[] = []) {
    for (const agency of agencies) this.agencies.set(agency.code, agency);
  }

  async register(agency: Agency): Promise<void> {
    this.agencies.set(agency.code, structuredClone(agency));
  }

  async find(code: string): Promise<Agency | undefined> {
    return structuredClone(this.agencies.get(code));
  }

  async serving({ commune, province }: Place): Promise<readonly Agency[]> {
    return [...this.agencies.values()]
      .filter(({ serves }) => serves.includes(commune) || serves.includes(province))
      .toSorted((one, other) => (one.code < other.code ? -1 : 1));
  }
}

import type { Agency, Place } from '#domain/agencies/agency';

export interface AgencyStore {
  register(agency: Agency): Promise<void>;
  find(code: string): Promise<Agency | undefined>;
  /** Every agency serving the commune or the province of the place. */
  serving(place: Place): Promise<readonly Agency[]>;
}

import type { Agency, Place } from '#domain/agencies/agency';

/** Where an agency's system wants to be told (D9). The secret is shown once, on registration. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly agency: string;
  readonly url: string;
  /** Standard Webhooks secret, `whsec_…`. */
  readonly secret: string;
  readonly state: 'active' | 'disabled';
  readonly registeredAt: string;
}

export interface AgencyStore {
  register(agency: Agency): Promise<void>;
  find(code: string): Promise<Agency | undefined>;
  /** Every agency serving the commune or the province of the place. */
  serving(place: Place): Promise<readonly Agency[]>;
  /** Idempotent by id. */
  registerEndpoint(endpoint: WebhookEndpoint): Promise<void>;
  endpoints(agency: string): Promise<readonly WebhookEndpoint[]>;
}

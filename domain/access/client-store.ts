import type { Client } from './client.ts';

/** A write that was answered, so that the same call again is not done twice (D8). */
interface AnsweredRequest {
  readonly scope: string;
  readonly requestHash: string;
}

/** A client as it is kept: with the last writes it was changed by, newest first. */
export interface KeptClient {
  readonly client: Client;
  readonly answered: readonly AnsweredRequest[];
}

export interface ClientPage {
  readonly clients: readonly Client[];
  /** Where the next page begins; absent on the last. */
  readonly next?: string;
}

export interface ClientStore {
  /** As it stands now, so that what was revoked is revoked at once. */
  find(id: string): Promise<KeptClient | undefined>;
  /** Keeps a client whose version is one above the stored one (1: there is none yet); anything else is `changed-meanwhile`. */
  save(kept: KeptClient): Promise<'saved' | 'changed-meanwhile'>;
  /** All clients by their id. */
  page(request: { readonly limit: number; readonly cursor?: string }): Promise<ClientPage>;
}

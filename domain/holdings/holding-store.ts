import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import type { Holding } from '#domain/holdings/holding';

/** What of an owner's store is asked for: of one type, newest first. The owner is in the key: nobody else's can be found. */
export interface HoldingList extends PageRequest {
  readonly type: string;
}

/** The applicants' electronic stores: told from the record, and made again from it at any time. */
export interface HoldingStore {
  /** Puts each; one that is there already stays as the record tells it now. */
  keep(holdings: readonly Holding[]): Promise<void>;
  find(ownerId: string, type: string, holdingId: string): Promise<Holding | undefined>;
  /** All of one owner, by type, of a type newest first. */
  of(ownerId: string, page: PageRequest): Promise<Page<Holding>>;
  ofType(ownerId: string, list: HoldingList): Promise<Page<Holding>>;
}

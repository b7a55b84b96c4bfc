import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { RecordedEvent } from '#domain/dossiers/event';

const EVENTS_AT_ONCE = 200;

/** Every event of a dossier, the oldest first. */
export async function allEvents(store: Pick<DossierStore, 'events'>, dossierId: string): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  let page: readonly RecordedEvent[];
  do {
    page = await store.events(dossierId, { afterSeq: all.at(-1)?.seq ?? 0, limit: EVENTS_AT_ONCE });
    all.push(...page);
  } while (page.length === EVENTS_AT_ONCE);
  return all;
}

import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import type { Holding } from '#domain/holdings/holding';
import type { HoldingList, HoldingStore } from '#domain/holdings/holding-store';
import { pageOf } from '#test/support/fakes/list-page';

/** Electronic stores in memory. */
export class InMemoryHoldingStore implements HoldingStore {
  private readonly held = new Map<string, Map<string, Holding>>();

  async keep(holdings: readonly Holding[]): Promise<void> {
    for (const each of holdings) {
      const those = this.held.get(each.ownerId) ?? new Map<string, Holding>();
      this.held.set(each.ownerId, those.set(`${each.type}#${each.id}`, structuredClone(each)));
    }
  }

  async find(ownerId: string, type: string, holdingId: string): Promise<Holding | undefined> {
    return this.held.get(ownerId)?.get(`${type}#${holdingId}`);
  }

  async of(ownerId: string, page: PageRequest): Promise<Page<Holding>> {
    return pageOf(this.lines(ownerId), page, 'descending');
  }

  async ofType(ownerId: string, { type, ...page }: HoldingList): Promise<Page<Holding>> {
    return pageOf(this.lines(ownerId).filter(({ position }) => position.startsWith(`${type}#`)), page, 'descending');
  }

  private lines(ownerId: string) {
    return [...(this.held.get(ownerId) ?? [])].map(([position, row]) => ({ position, row }));
  }
}

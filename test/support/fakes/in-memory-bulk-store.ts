import type { BulkChunk, BulkHandIn } from '#domain/bulk/bulk-hand-in';
import type { BulkStore } from '#domain/bulk/bulk-store';
import { pageOf } from '#test/support/fakes/list-page';

/** Bulk hand-ins in memory. */
export class InMemoryBulkStore implements BulkStore {
  private readonly bulks = new Map<string, BulkHandIn>();
  private readonly cut = new Map<string, Map<number, BulkChunk>>();

  async create(bulk: BulkHandIn): Promise<BulkHandIn> {
    const there = this.bulks.get(bulk.id) ?? bulk;
    this.bulks.set(bulk.id, structuredClone(there));
    return structuredClone(there);
  }

  async find(id: string): Promise<BulkHandIn | undefined> {
    return structuredClone(this.bulks.get(id));
  }

  async owned(principalId: string, page: Parameters<BulkStore['owned']>[1]) {
    const own = [...this.bulks.values()].filter(({ principal }) => principal.id === principalId);
    return pageOf(own.map((bulk) => ({ row: structuredClone(bulk), position: `${bulk.createdAt}#${bulk.id}` })), page, 'descending');
  }

  async commit(after: BulkHandIn): Promise<'committed' | 'conflict'> {
    if (this.bulks.get(after.id)?.version !== after.version - 1) return 'conflict';
    this.bulks.set(after.id, structuredClone(after));
    return 'committed';
  }

  async keepChunks({ id }: BulkHandIn, chunks: readonly BulkChunk[]): Promise<void> {
    const kept = this.cut.get(id) ?? new Map<number, BulkChunk>();
    for (const chunk of chunks) if (!kept.has(chunk.chunk)) kept.set(chunk.chunk, structuredClone(chunk));
    this.cut.set(id, kept);
  }

  async chunks(id: string): Promise<readonly BulkChunk[]> {
    return [...(this.cut.get(id)?.values() ?? [])].toSorted((one, other) => one.chunk - other.chunk).map((chunk) => structuredClone(chunk));
  }

  async finishChunk(id: string, chunk: number, done: NonNullable<BulkChunk['done']>): Promise<void> {
    const kept = this.cut.get(id)?.get(chunk);
    if (kept !== undefined && kept.done === undefined) this.cut.get(id)?.set(chunk, { ...kept, done });
  }
}

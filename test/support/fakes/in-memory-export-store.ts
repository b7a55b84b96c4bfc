import type { DataExport, ExportPart } from '#domain/exports/data-export';
import type { ExportStore } from '#domain/exports/export-store';

/** Exports in memory. */
export class InMemoryExportStore implements ExportStore {
  private readonly orders = new Map<string, DataExport>();
  private readonly written = new Map<string, ExportPart[]>();

  async create(order: DataExport): Promise<DataExport> {
    const there = this.orders.get(order.id) ?? order;
    this.orders.set(order.id, structuredClone(there));
    return structuredClone(there);
  }

  async find(id: string): Promise<DataExport | undefined> {
    return structuredClone(this.orders.get(id));
  }

  async commit(after: DataExport, part?: ExportPart): Promise<'committed' | 'conflict'> {
    if (this.orders.get(after.id)?.version !== after.version - 1) return 'conflict';
    this.orders.set(after.id, structuredClone(after));
    if (part !== undefined) this.written.set(after.id, [...(this.written.get(after.id) ?? []), structuredClone(part)]);
    return 'committed';
  }

  async parts(id: string): Promise<readonly ExportPart[]> {
    return structuredClone(this.written.get(id) ?? []);
  }
}

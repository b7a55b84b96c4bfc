import type { ScanOrder, ScanQueue } from '#domain/documents/scan-bundle';

/** Keeps orders until a test looks at them. */
export class RecordingScanQueue implements ScanQueue {
  readonly orders: ScanOrder[] = [];

  async send(orders: readonly ScanOrder[]): Promise<void> {
    this.orders.push(...orders);
  }
}

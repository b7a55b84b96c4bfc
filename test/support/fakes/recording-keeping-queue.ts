import type { KeepingOrder, KeepingQueue } from '#domain/keeping/keeping-orders';

/** Keeps orders until a test looks at them. */
export class RecordingKeepingQueue implements KeepingQueue {
  readonly orders: KeepingOrder[] = [];

  async send(orders: readonly KeepingOrder[]): Promise<void> {
    this.orders.push(...orders);
  }
}

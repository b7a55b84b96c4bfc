import type { CallCounter } from '#domain/access/call-counter';

/** The shared count of calls, and how often it was asked. */
export class InMemoryCallCounter implements CallCounter {
  asked = 0;
  private readonly counts = new Map<string, number>();

  add({ caller, window, count }: Parameters<CallCounter['add']>[0]): Promise<number> {
    this.asked += 1;
    const key = JSON.stringify([caller, window]);
    const total = (this.counts.get(key) ?? 0) + count;
    this.counts.set(key, total);
    return Promise.resolve(total);
  }
}

import type { OnceStore, OnceWord } from '#domain/access/once-store';
import type { Temporal } from '#domain/kernel/temporal';

export class InMemoryOnceStore implements OnceStore {
  private readonly said = new Map<string, number>();

  sayOnce({ kind, clientId, word, until }: OnceWord, now: Temporal.Instant): Promise<boolean> {
    const key = JSON.stringify([kind, clientId, word]);
    const before = this.said.get(key);
    if (before !== undefined && before >= now.epochMilliseconds) return Promise.resolve(false);
    this.said.set(key, until.epochMilliseconds);
    return Promise.resolve(true);
  }
}

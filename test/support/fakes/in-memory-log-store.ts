import type { StatementKey } from '#domain/documents/statement';
import type { LogStore } from '#domain/log/log-store';
import type { NotedHead, SealedDay } from '#domain/log/sealed-day';
import { pageOf } from '#test/support/fakes/list-page';

/** The log of days in memory. */
export class InMemoryLogStore implements LogStore {
  private readonly noted = new Map<string, NotedHead[]>();
  private readonly sealed = new Map<string, SealedDay>();
  private readonly publicKeys = new Map<string, StatementKey>();
  private first: string | undefined;

  async note(day: string, heads: readonly NotedHead[]): Promise<void> {
    this.noted.set(day, [...(this.noted.get(day) ?? []), ...structuredClone(heads)]);
  }

  async *notes(day: string): AsyncGenerator<readonly NotedHead[]> {
    yield structuredClone(this.noted.get(day) ?? []);
  }

  async beginOn(day: string): Promise<string> {
    this.first ??= day;
    return this.first;
  }

  async keepDay(day: SealedDay): Promise<SealedDay> {
    const kept = this.sealed.get(day.day) ?? structuredClone(day);
    this.sealed.set(day.day, kept);
    return structuredClone(kept);
  }

  async keepTimestamp(day: string, timestamp: string): Promise<void> {
    const kept = this.sealed.get(day);
    if (kept !== undefined && kept.timestamp === undefined) this.sealed.set(day, { ...kept, timestamp });
  }

  async day(day: string): Promise<SealedDay | undefined> {
    return structuredClone(this.sealed.get(day));
  }

  async days(page: Parameters<LogStore['days']>[0]) {
    return pageOf([...this.sealed.values()].map((row) => ({ row: structuredClone(row), position: row.day })), page, 'descending');
  }

  async keepKey(key: StatementKey): Promise<void> {
    this.publicKeys.set(key.kid, key);
  }

  async keys(): Promise<readonly StatementKey[]> {
    return [...this.publicKeys.values()];
  }
}

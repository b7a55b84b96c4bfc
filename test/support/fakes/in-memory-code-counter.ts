import type { CodeCounter } from '#domain/dossiers/dossier-store';

/** Counts from 1 for each agency and day. */
export class InMemoryCodeCounter implements CodeCounter {
  private readonly drawn = new Map<string, number>();

  async next(agency: string, day: string): Promise<number> {
    const key = `${agency}/${day}`;
    const number = (this.drawn.get(key) ?? 0) + 1;
    this.drawn.set(key, number);
    return number;
  }
}

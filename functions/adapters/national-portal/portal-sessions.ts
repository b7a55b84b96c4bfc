import type { Temporal } from '#domain/kernel/temporal';

/** The portal's sessions while they may still be good. Only a saving: whoever knows none logs in. */
export class PortalSessions {
  readonly #kept = new Map<string, { readonly session: string; readonly until: number }>();
  readonly #now: () => Temporal.Instant;

  constructor(now: () => Temporal.Instant) {
    this.#now = now;
  }

  find(key: string): string | undefined {
    const kept = this.#kept.get(key);
    return kept !== undefined && this.#now().epochMilliseconds < kept.until ? kept.session : undefined;
  }

  keep(key: string, session: string, minutes: number): void {
    this.#kept.set(key, { session, until: this.#now().epochMilliseconds + minutes * 60_000 });
  }

  forget(key: string): void {
    this.#kept.delete(key);
  }
}

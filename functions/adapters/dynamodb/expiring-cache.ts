export interface ExpiringCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

interface CacheLimits {
  readonly maxEntries: number;
  readonly keptMilliseconds: number;
  readonly nowMilliseconds: () => number;
}

/** Remembers up to `maxEntries` values for a while; the oldest makes room. */
export function createExpiringCache<Value>({ maxEntries, keptMilliseconds, nowMilliseconds }: CacheLimits): ExpiringCache<Value> {
  const entries = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      return entry !== undefined && nowMilliseconds() < entry.until ? entry.value : undefined;
    },
    set(key, value) {
      entries.delete(key);
      const [oldest] = entries.keys();
      if (entries.size >= maxEntries && oldest !== undefined) entries.delete(oldest);
      entries.set(key, { value, until: nowMilliseconds() + keptMilliseconds });
    },
    delete: (key) => {
      entries.delete(key);
    },
  };
}

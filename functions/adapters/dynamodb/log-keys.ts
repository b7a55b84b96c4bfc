import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';

/** Every key of the log table is built here; `docs/access-patterns.md` says what each one is for. */
export const NOTE_SHARDS = 16;

export const DAYS = 'DAY';
export const KEYS = 'KEY';

export function notesPk(day: string, shard: number): string {
  return `NOTE#${day}#${String(shard)}`;
}

/** A batch that comes again lies in the same place. */
export function noteKey(day: string, batch: string): ItemKey {
  return { pk: notesPk(day, Number.parseInt(batch.slice(0, 8), 16) % NOTE_SHARDS), sk: batch };
}

export function dayKey(day: string): ItemKey {
  return { pk: DAYS, sk: day };
}

export const FIRST_DAY: ItemKey = { pk: 'LOG', sk: 'FIRST' };

export function publicKeyKey(kid: string): ItemKey {
  return { pk: KEYS, sk: kid };
}

export function statementKey(name: string): ItemKey {
  return { pk: `STATEMENT#${name}`, sk: 'STATEMENT' };
}

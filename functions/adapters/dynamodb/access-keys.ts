import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';

/** Every key of the access table is built here; `docs/access-patterns.md` says what each one is for. */
export function clientKey(id: string): ItemKey {
  return { pk: `CLIENT#${id}`, sk: 'CLIENT' };
}

export const CLIENT_LISTING = 'CLIENTS';

/** @param hash SHA-256 of the token */
export function tokenKey(hash: string): ItemKey {
  return { pk: `TOKEN#${hash}`, sk: 'TOKEN' };
}

/** A word a client may say once; the client's own, so that nobody can use up another's. */
export function onceKey(kind: string, clientId: string, word: string): ItemKey {
  return { pk: `ONCE#${kind}#${clientId}#${word}`, sk: 'ONCE' };
}

export function callsKey(caller: string, window: number): ItemKey {
  return { pk: `CALLS#${caller}#${String(window)}`, sk: 'CALLS' };
}

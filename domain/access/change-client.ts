import { DomainError } from '#domain/kernel/domain-error';
import type { Temporal } from '#domain/kernel/temporal';
import type { Client, ClientKey } from './client.ts';
import { goodKeys, keyOf } from './key-standing.ts';
import { isSameKey } from './public-jwk.ts';

/** Enough for years of yearly keys; it bounds what is read with every call. */
export const MAX_KEYS = 30;

/**
 * The client with one more key; unchanged when it has this very key under this id already.
 * @throws DomainError key-id-taken or too-many-keys
 */
export function withKey(client: Client, key: ClientKey): Client {
  const known = keyOf(client, key.id);
  if (known !== undefined) {
    if (known.state === 'active' && isSameKey(known.publicJwk, key.publicJwk)) return client;
    throw keyIdTaken();
  }
  if (client.keys.length >= MAX_KEYS) throw tooManyKeys();
  return { ...client, keys: [...client.keys, key] };
}

/**
 * The client with a key revoked; unchanged when it was revoked before. A client that takes away its own last good key
 * could never come back by itself, so only somebody else may (`byItself` false).
 * @throws DomainError key-not-found or last-key
 */
export function withoutKey(client: Client, keyId: string, { byItself, now }: { readonly byItself: boolean; readonly now: Temporal.Instant }): Client {
  const key = keyOf(client, keyId);
  if (key === undefined) throw keyNotFound();
  if (key.state === 'revoked') return client;
  const others = goodKeys(client, now).filter((good) => good.id !== keyId);
  if (byItself && others.length === 0) throw lastKey();
  return { ...client, keys: client.keys.map((each) => (each.id === keyId ? { ...each, state: 'revoked' } : each)) };
}

function keyIdTaken(): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'key-id-taken',
    mend: { vi: 'Mã khoá này đã dùng cho khoá khác hoặc khoá đã thu hồi; hãy chọn mã mới.', en: 'This key id names another key, or one that was revoked; choose a new id.' },
    fields: [{ pointer: '/id', problem: 'taken' }],
  });
}

function tooManyKeys(): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'too-many-keys',
    mend: { vi: `Mỗi hệ thống có không quá ${String(MAX_KEYS)} khoá, kể cả đã thu hồi; hãy đăng ký hệ thống mới.`, en: `A client has at most ${String(MAX_KEYS)} keys, revoked ones included; have a new client registered.` },
  });
}

function keyNotFound(): DomainError {
  return new DomainError({ kind: 'not-found', code: 'key-not-found', mend: { vi: 'Hệ thống không có khoá này.', en: 'The client has no such key; read the client for its keys.' } });
}

function lastKey(): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'last-key',
    mend: { vi: 'Đây là khoá cuối cùng còn dùng được; hãy thêm khoá mới trước khi thu hồi.', en: 'This is your last good key; add a new one before you revoke it.' },
  });
}

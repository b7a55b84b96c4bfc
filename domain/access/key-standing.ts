import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import type { Client, ClientKey } from './client.ts';

/** Why a key lets nobody in. */
export type KeyFault = 'client-disabled' | 'key-revoked' | 'key-expired';

/** The client's key of this id, whatever its state. */
export function keyOf(client: Client, keyId: string): ClientKey | undefined {
  return client.keys.find((key) => key.id === keyId);
}

/** What stands against a key at an instant; a key that the client does not have counts as revoked. */
export function keyFault(client: Client, keyId: string, now: Temporal.Instant): KeyFault | undefined {
  if (client.state === 'disabled') return 'client-disabled';
  const key = keyOf(client, keyId);
  if (key?.state !== 'active') return 'key-revoked';
  return key.expiresAt !== undefined && key.expiresAt <= toIso(now) ? 'key-expired' : undefined;
}

/** The keys that are good now. */
export function goodKeys(client: Client, now: Temporal.Instant): readonly ClientKey[] {
  return client.keys.filter((key) => keyFault(client, key.id, now) === undefined);
}

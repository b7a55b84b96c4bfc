import { CLIENT_ID_PREFIX, type Client } from '#domain/access/client';
import type { ClientStore } from '#domain/access/client-store';
import { keyFault } from '#domain/access/key-standing';
import type { Principal } from '#domain/kernel/authoriser';
import type { Temporal } from '#domain/kernel/temporal';
import { EdgeProblem } from '#functions/platform/problem';

/** A registered system as a principal; it has no roles, its kind says what it may do. */
export function clientPrincipal({ kind, id, agency }: Client): Principal {
  return { kind, id, roles: [], ...(agency === undefined ? {} : { agency }) };
}

/** Whether a subject is named like a client of ours, which no person may be. */
export function isNamedLikeAClient(subject: string): boolean {
  return subject.startsWith(CLIENT_ID_PREFIX);
}

/** @throws EdgeProblem client-disabled or key-revoked when the key lets nobody in any more */
export function requireGoodKey(client: Client, keyId: string, now: Temporal.Instant): void {
  const fault = keyFault(client, keyId, now);
  if (fault !== undefined) throw new EdgeProblem(fault === 'client-disabled' ? 'client-disabled' : 'key-revoked');
}

/** The client, read from the register at this call: what was revoked a moment ago is revoked. */
export async function registeredClient(clients: ClientStore, id: string): Promise<Client | undefined> {
  return id.startsWith(CLIENT_ID_PREFIX) ? (await clients.find(id))?.client : undefined;
}

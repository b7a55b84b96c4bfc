import type { Client } from '#domain/access/client';
import type { ClientStore, KeptClient } from '#domain/access/client-store';
import type { Action, Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { Idempotency } from '#functions/platform/idempotency';
import { EdgeProblem } from '#functions/platform/problem';

export interface ClientTools {
  readonly clients: ClientStore;
  readonly authoriser: Authoriser;
}

interface ClientChange {
  readonly request: Pick<WriteRequest<unknown, { readonly clientId: string }>, 'principal' | 'path' | 'ifMatch' | 'idempotency'>;
  readonly action: Action;
  /** The client as it is to be; the very same object when there is nothing to change. Called again after a conflict. */
  readonly change: (client: Client) => Client;
}

const MAX_ATTEMPTS = 5;
/** Retries come within minutes; a client is changed a few times a year. */
const ANSWERS_KEPT = 10;

/** The problems such a change may meet. */
export const CLIENT_CHANGE_PROBLEMS = ['client-not-found', 'not-allowed', 'stale-version', 'changed-meanwhile', 'idempotency-key-reused'] as const;

/**
 * Loads, asks leave, compares `If-Match`, changes and keeps. The same call again is answered with the client as it stands,
 * and changes nothing (D8).
 * @throws EdgeProblem of CLIENT_CHANGE_PROBLEMS
 */
export async function changeClient({ clients, authoriser }: ClientTools, { request, action, change }: ClientChange): Promise<HttpAnswer> {
  const { principal, path, ifMatch, idempotency } = request;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const kept = await clients.find(path.clientId);
    requireLeave(authoriser, { principal, action, clientId: path.clientId, exists: kept !== undefined });
    if (kept === undefined) throw new EdgeProblem('client-not-found');
    const { client } = kept;
    if (isAnswered(kept, idempotency)) return { status: 200, body: client, headers: { 'idempotency-replayed': 'true' } };
    if (ifMatch !== undefined && ifMatch !== client.version) throw staleClient(client);
    const changed = change(client);
    if (changed === client) return { status: 200, body: client };
    const next = { ...changed, version: client.version + 1 };
    if ((await clients.save({ client: next, answered: [idempotency, ...kept.answered].slice(0, ANSWERS_KEPT) })) === 'saved') return { status: 200, body: next };
  }
  throw new EdgeProblem('changed-meanwhile');
}

/**
 * Whether the client is kept with this very request.
 * @throws EdgeProblem idempotency-key-reused when the key came with another one
 */
export function isAnswered({ answered }: KeptClient, { scope, requestHash }: Idempotency): boolean {
  const before = answered.find((each) => each.scope === scope);
  if (before !== undefined && before.requestHash !== requestHash) throw new EdgeProblem('idempotency-key-reused', [{ pointer: '/headers/idempotency-key', problem: 'used before with another request' }]);
  return before !== undefined;
}

interface Wish {
  readonly principal: WriteRequest['principal'];
  readonly action: Action;
  readonly clientId: string;
  readonly exists: boolean;
}

/** Whoever may not read a client is told that there is none. */
export function requireLeave(authoriser: Authoriser, { principal, action, clientId, exists }: Wish): void {
  const resource = { client: clientId };
  if (authoriser.authorise({ principal, action, resource })) return;
  throw new EdgeProblem(exists && authoriser.authorise({ principal, action: 'ReadClient', resource }) ? 'not-allowed' : 'client-not-found');
}

/** Says what has become of it meanwhile, to whoever may read it anyway. */
function staleClient({ version, state, keys }: Client): EdgeProblem {
  const good = keys.filter((key) => key.state === 'active').map((key) => key.id);
  return new EdgeProblem('stale-version', [{ pointer: '/headers/if-match', problem: `the client is at version "${String(version)}" now: ${state}, active keys ${good.join(', ') || 'none'}` }]);
}

import type { Item } from 'structured-headers';
import type { Client, ClientKey } from '#domain/access/client';
import type { ClientStore } from '#domain/access/client-store';
import { keyOf } from '#domain/access/key-standing';
import type { OnceStore } from '#domain/access/once-store';
import type { Principal } from '#domain/kernel/authoriser';
import { Temporal } from '#domain/kernel/temporal';
import { isDigestOf } from '#functions/adapters/http-signatures/content-digest';
import { readSignature, type ReadSignature } from '#functions/adapters/http-signatures/read-signature';
import { signatureBase } from '#functions/adapters/http-signatures/signature-base';
import { hasSigned } from '#functions/adapters/http-signatures/verify-bytes';
import { clientPrincipal, registeredClient, requireGoodKey } from '#functions/platform/client-principal';
import type { GatewayCall } from '#functions/platform/gateway-call';
import { EdgeProblem } from '#functions/platform/problem';

export interface SignerTools {
  readonly clients: ClientStore;
  readonly once: OnceStore;
}

/** How far `created` may be from our clock, before and after; a nonce is remembered as long. */
const WINDOW_SECONDS = 300;

/**
 * The system that signed the message (RFC 9421). What it says of itself is believed only after its key has proved it, so
 * a stranger learns of no client, key or nonce.
 * @throws EdgeProblem signature-malformed, -incomplete, -expired, -invalid or -replayed, digest-mismatch, key-revoked, client-disabled
 */
export async function identifySigner({ clients, once }: SignerTools, call: GatewayCall, now: Temporal.Instant): Promise<Principal> {
  const read = readSignature({ signatureInput: call.headers['signature-input'] ?? '', signature: call.headers['signature'] ?? '' });
  if (read === undefined) throw new EdgeProblem('signature-malformed');
  if (!coversEnough(read.components, call)) throw new EdgeProblem('signature-incomplete');
  requireFresh(read, now);
  const { client, key } = await proved(clients, call, read);
  requireSameBody(call);
  requireGoodKey(client, key.id, now);
  const until = Temporal.Instant.fromEpochMilliseconds((read.created + WINDOW_SECONDS) * 1000);
  if (!(await once.sayOnce({ kind: 'nonce', clientId: client.id, word: read.nonce, until }, now))) throw new EdgeProblem('signature-replayed');
  return clientPrincipal(client);
}

/** The client whose key has signed the message, whatever its state. */
async function proved(clients: ClientStore, call: GatewayCall, read: ReadSignature): Promise<{ readonly client: Client; readonly key: ClientKey }> {
  const [id = '', keyId = ''] = read.keyId.split('/');
  const client = await registeredClient(clients, id);
  const key = client && keyOf(client, keyId);
  const text = signatureBase(call, read.components, read.parametersText);
  if (client === undefined || key === undefined || text === undefined) throw new EdgeProblem('signature-invalid');
  if (!hasSigned(key, { text, signature: read.signature, named: read.algorithm })) throw new EdgeProblem('signature-invalid');
  return { client, key };
}

function coversEnough(components: readonly Item[], { query, body }: GatewayCall): boolean {
  const covered = new Set(components.map(([name]) => name));
  const address = covered.has('@target-uri') || (covered.has('@authority') && covered.has('@path') && (query === '' || covered.has('@query')));
  return covered.has('@method') && address && (body.byteLength === 0 || covered.has('content-digest'));
}

function requireFresh({ created, expires }: ReadSignature, now: Temporal.Instant): void {
  const seconds = now.epochMilliseconds / 1000;
  const isFresh = Number.isInteger(created) && Math.abs(seconds - created) <= WINDOW_SECONDS && (expires === undefined || seconds < expires);
  if (!isFresh) throw new EdgeProblem('signature-expired');
}

/** A digest that is sent must be right, whether there is a body or not. */
function requireSameBody({ headers, body }: GatewayCall): void {
  const told = headers['content-digest'];
  if (told !== undefined && !isDigestOf(told, body)) throw new EdgeProblem('digest-mismatch');
}

import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import type { ClientStore } from '#domain/access/client-store';
import { keyFault, keyOf } from '#domain/access/key-standing';
import type { OnceStore } from '#domain/access/once-store';
import type { TokenStore } from '#domain/access/token-store';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { verifyAssertion, type ClientAssertion } from '#functions/adapters/oidc/client-assertion';
import { ACCESS_TOKEN_PREFIX, accessTokenHash } from '#functions/platform/access-token';
import { registeredClient } from '#functions/platform/client-principal';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { Addressed, HttpRequest } from '#functions/platform/http-request';
import { oauthRefusal, type OAuthRefusal } from '#functions/platform/oauth-refusal';
import type { tokenForm } from './contract.ts';

export interface TokenTools {
  readonly clients: ClientStore;
  readonly tokens: TokenStore;
  readonly once: OnceStore;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LIFE_SECONDS = 3_600;
const TOKEN_BYTES = 32;

type TokenRequest = Pick<HttpRequest<'public', false, z.infer<typeof tokenForm>>, 'body' | 'now'> & Addressed;

/** Gives a client that proves its key an access token for an hour. Of the token only its hash is kept (decision 025). */
export async function issueToken(tools: TokenTools, { body, now, origin }: TokenRequest): Promise<HttpAnswer> {
  if (body.grant_type !== 'client_credentials') return oauthRefusal(body.grant_type === undefined ? 'no-assertion' : 'wrong-grant');
  if (body.client_assertion_type !== ASSERTION_TYPE || body.client_assertion === undefined) return oauthRefusal('no-assertion');
  const audiences = [`${origin}/v1/oauth/token`, origin, `${origin}/`];
  const keyFor = async (clientId: string, keyId: string) => {
    const client = await registeredClient(tools.clients, clientId);
    return client === undefined ? undefined : keyOf(client, keyId);
  };
  const assertion = await verifyAssertion(body.client_assertion, { audiences, now, keyOf: keyFor });
  if ('fault' in assertion) return oauthRefusal(`assertion-${assertion.fault}`);
  const refusal = await objection(tools, assertion, { now, named: body.client_id });
  return refusal === undefined ? { status: 200, body: await newToken(tools.tokens, assertion, now) } : oauthRefusal(refusal);
}

/** What speaks against a client that has proved its key; its assertion is used up last, so that a refused one is not. */
async function objection({ clients, once }: TokenTools, { clientId, keyId, jti, untilSeconds }: ClientAssertion, { now, named }: { readonly now: Temporal.Instant; readonly named: string | undefined }): Promise<OAuthRefusal | undefined> {
  if (named !== undefined && named !== clientId) return 'wrong-client-id';
  const client = await registeredClient(clients, clientId);
  const fault = client === undefined ? 'key-revoked' : keyFault(client, keyId, now);
  if (fault !== undefined) return fault;
  const until = Temporal.Instant.fromEpochMilliseconds(untilSeconds * 1000);
  return (await once.sayOnce({ kind: 'assertion', clientId, word: jti, until }, now)) ? undefined : 'assertion-replayed';
}

async function newToken(tokens: TokenStore, { clientId, keyId }: ClientAssertion, now: Temporal.Instant): Promise<unknown> {
  const token = `${ACCESS_TOKEN_PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  await tokens.keep(accessTokenHash(token), { clientId, keyId, issuedAt: toIso(now), expiresAt: toIso(now.add({ seconds: LIFE_SECONDS })) });
  return { access_token: token, token_type: 'Bearer', expires_in: LIFE_SECONDS };
}

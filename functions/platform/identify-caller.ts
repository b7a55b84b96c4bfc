import type { TokenStore } from '#domain/access/token-store';
import { toIso } from '#domain/kernel/instant';
import type { Principal } from '#domain/kernel/authoriser';
import type { Temporal } from '#domain/kernel/temporal';
import type { PeopleTokens, PersonToken } from '#functions/adapters/oidc/people-tokens';
import { ACCESS_TOKEN_PREFIX, accessTokenHash } from '#functions/platform/access-token';
import { clientPrincipal, registeredClient, requireGoodKey } from '#functions/platform/client-principal';
import type { GatewayCall } from '#functions/platform/gateway-call';
import { identifySigner, type SignerTools } from '#functions/platform/identify-signer';
import { readPrincipal } from '#functions/platform/principal';
import { EdgeProblem } from '#functions/platform/problem';

export interface IdentifyTools extends SignerTools {
  readonly people: PeopleTokens;
  readonly tokens: TokenStore;
}

/**
 * Who calls: a person by the token of the people's issuer, a system by an access token of ours or by its signature of
 * the message (decisions 025 and 026).
 * @throws EdgeProblem that says which of these fails, and how
 */
export async function identifyCaller(tools: IdentifyTools, call: GatewayCall, now: Temporal.Instant): Promise<Principal> {
  const authorization = call.headers['authorization'];
  const isSigned = call.headers['signature'] !== undefined || call.headers['signature-input'] !== undefined;
  if (authorization === undefined || authorization === '') {
    if (isSigned) return identifySigner(tools, call, now);
    throw new EdgeProblem('token-missing');
  }
  const token = /^Bearer +([\x21-\x7e]+)$/i.exec(authorization.trim())?.[1];
  if (token === undefined) throw new EdgeProblem('token-invalid');
  return token.startsWith(ACCESS_TOKEN_PREFIX) ? identifySystem(tools, token, now) : identifyPerson(tools, token, now);
}

const PROBLEM_OF: Readonly<Record<Extract<PersonToken, { fault: string }>['fault'], ConstructorParameters<typeof EdgeProblem>[0]>> = {
  expired: 'token-expired',
  'wrong-issuer': 'token-wrong-issuer',
  'wrong-audience': 'token-wrong-audience',
  invalid: 'token-invalid',
};

async function identifyPerson({ people }: IdentifyTools, token: string, now: Temporal.Instant): Promise<Principal> {
  const verified = await people.verify(token, now);
  if ('fault' in verified) throw new EdgeProblem(PROBLEM_OF[verified.fault]);
  return readPrincipal(verified.claims);
}

async function identifySystem({ tokens, clients }: IdentifyTools, token: string, now: Temporal.Instant): Promise<Principal> {
  const known = await tokens.find(accessTokenHash(token));
  if (known === undefined) throw new EdgeProblem('token-invalid');
  if (known.expiresAt <= toIso(now)) throw new EdgeProblem('token-expired');
  const client = await registeredClient(clients, known.clientId);
  if (client === undefined) throw new EdgeProblem('token-invalid');
  requireGoodKey(client, known.keyId, now);
  return clientPrincipal(client);
}

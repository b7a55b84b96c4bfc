import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { z } from 'zod';

import type { AuthorizerDefinition } from './http-api-definition.ts';

/** API Gateway accepts no others. */
const algorithms = ['RS256', 'RS384', 'RS512'];

const discovery = z.object({ jwks_uri: z.url() });

type Authorization =
  | { readonly verdict: 'allowed'; readonly claims: JWTPayload; readonly scopes: readonly string[] }
  | { readonly verdict: 'unauthorized' | 'forbidden'; readonly reason: string };

export interface TokenVerifier {
  verify(authorizer: AuthorizerDefinition, wantedScopes: readonly string[], header: string | undefined): Promise<Authorization>;
}

/** Checks access tokens as an HTTP API's JWT authorizer does, at the cell's time; the issuers' keys are fetched once. */
export function createTokenVerifier(clock: { now(): number }): TokenVerifier {
  const keySets = new Map<string, Promise<ReturnType<typeof createRemoteJWKSet>>>();
  const keysOf = (issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> => {
    const known = keySets.get(issuer) ?? fetchKeySet(issuer);
    keySets.set(issuer, known);
    // The issuer may not be up yet: ask again at the next call.
    known.catch(() => keySets.delete(issuer));
    return known;
  };
  return {
    verify: async (authorizer, wantedScopes, header) => {
      if (header === undefined || header === '') return { verdict: 'unauthorized', reason: '' };
      try {
        const { payload } = await jwtVerify(header.replace(/^Bearer\s+/i, ''), await keysOf(authorizer.issuer), {
          issuer: authorizer.issuer,
          algorithms,
          currentDate: new Date(clock.now()),
          requiredClaims: ['exp'],
        });
        return allowed(payload, authorizer, wantedScopes);
      } catch (error) {
        return { verdict: 'unauthorized', reason: reasonOf(error) };
      }
    },
  };
}

function allowed(claims: JWTPayload, authorizer: AuthorizerDefinition, wantedScopes: readonly string[]): Authorization {
  const audiences = [claims.aud ?? claims['client_id'] ?? []].flat();
  if (!audiences.some((audience) => authorizer.audiences.includes(String(audience)))) {
    return { verdict: 'unauthorized', reason: 'invalid audience' };
  }
  const scopes = String(claims['scope'] ?? claims['scp'] ?? '').split(' ');
  const granted = wantedScopes.filter((scope) => scopes.includes(scope));
  if (wantedScopes.length > 0 && granted.length === 0) return { verdict: 'forbidden', reason: 'insufficient_scope' };
  return { verdict: 'allowed', claims, scopes: granted };
}

async function fetchKeySet(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  return createRemoteJWKSet(new URL(discovery.parse(await response.json()).jwks_uri));
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `invalid claim ${error.claim}`;
  if (error instanceof errors.JOSEError) return 'the token is not valid';
  return 'OIDC discovery endpoint communication error';
}

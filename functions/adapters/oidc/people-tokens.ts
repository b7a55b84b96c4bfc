import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import * as z from 'zod';
import type { Temporal } from '#domain/kernel/temporal';

/** What a token says, or why it says nothing. */
export type PersonToken =
  | { readonly claims: JWTPayload }
  | { readonly fault: 'expired' | 'wrong-issuer' | 'wrong-audience' | 'invalid' };

export interface PeopleTokens {
  /** @throws IssuerUnavailable when the issuer's keys cannot be had */
  verify(token: string, now: Temporal.Instant): Promise<PersonToken>;
}

interface Trust {
  readonly issuer: string;
  readonly audience: string;
}

/** The issuer does not give its keys; the caller's token may be good. */
class IssuerUnavailable extends Error {
  constructor(cause: unknown) {
    super('the keys of the issuer cannot be read', { cause });
    this.name = 'IssuerUnavailable';
  }
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
/** A caller waits no longer for the issuer; its next call tries again. */
const PATIENCE_MILLISECONDS = 3_000;

type KeySet = ReturnType<typeof createRemoteJWKSet>;

/** Verifies access tokens of the people's OpenID provider. Its keys are fetched at the first token and kept; new ones are found when a token names one. */
export function createPeopleTokens(trust: Trust): PeopleTokens {
  let held: Promise<KeySet> | undefined;
  const keySet = async (): Promise<KeySet> => {
    held ??= discover(trust.issuer);
    try {
      return await held;
    } catch (error) {
      held = undefined;
      throw new IssuerUnavailable(error);
    }
  };
  return { verify: async (token, now) => (isFromElsewhere(token, trust) ? { fault: 'wrong-issuer' } : judge(token, { trust, keySet: await keySet(), now })) };
}

/** Told apart before any key is asked for: another issuer's keys would not be among ours. */
function isFromElsewhere(token: string, { issuer }: Trust): boolean {
  try {
    return decodeJwt(token).iss !== issuer;
  } catch {
    return false;
  }
}

async function judge(token: string, { trust, keySet, now }: { readonly trust: Trust; readonly keySet: KeySet; readonly now: Temporal.Instant }): Promise<PersonToken> {
  try {
    const { payload } = await jwtVerify(token, keySet, { issuer: trust.issuer, algorithms: ALGORITHMS, currentDate: new Date(now.epochMilliseconds), requiredClaims: ['exp', 'sub'] });
    // As API Gateway reads it: some providers name the audience of an access token in client_id.
    const audiences = [payload.aud ?? payload['client_id'] ?? []].flat();
    return audiences.includes(trust.audience) ? { claims: payload } : { fault: 'wrong-audience' };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { fault: 'expired' };
    if (isUnreachable(error)) throw new IssuerUnavailable(error);
    return { fault: 'invalid' };
  }
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof TypeError) return true;
  // jose has no class of its own for a key set answered with something else than 200.
  return error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC';
}

const discovery = z.object({ jwks_uri: z.url() });

async function discover(issuer: string): Promise<KeySet> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS), redirect: 'error' });
  return createRemoteJWKSet(new URL(discovery.parse(await answer.json()).jwks_uri), { timeoutDuration: PATIENCE_MILLISECONDS });
}

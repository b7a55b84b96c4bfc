import { decodeJwt, decodeProtectedHeader, errors, importJWK, jwtVerify, type JWTPayload } from 'jose';
import type { ClientKey } from '#domain/access/client';
import type { Temporal } from '#domain/kernel/temporal';

/** An assertion whose signature is good (RFC 7523): who made it, with which key, and the word it may be used once under. */
export interface ClientAssertion {
  readonly clientId: string;
  readonly keyId: string;
  readonly jti: string;
  /** Epoch seconds after which it would be refused for its age. */
  readonly untilSeconds: number;
}

/** Why it is not. `unproved` stands for an unknown client, an unknown key and a wrong signature alike. */
export type AssertionFault = 'malformed' | 'unproved' | 'expired' | 'wrong-audience' | 'lives-too-long' | 'without-jti';

export interface AssertionRules {
  readonly audiences: readonly string[];
  readonly now: Temporal.Instant;
  keyOf(clientId: string, keyId: string): Promise<ClientKey | undefined>;
}

/** RFC 7523 leaves it to us; five minutes are enough for any clock that is kept. */
const MOST_SECONDS = 300;
const TOLERANCE_SECONDS = 30;
const JTI = /^[\x21-\x7e]{8,128}$/;

/** Verifies the assertion by which a client shows who it is at the token endpoint. */
export async function verifyAssertion(assertion: string, rules: AssertionRules): Promise<ClientAssertion | { readonly fault: AssertionFault }> {
  const named = readNames(assertion);
  if (named === undefined) return { fault: 'malformed' };
  const key = await rules.keyOf(named.clientId, named.keyId);
  if (key === undefined) return { fault: 'unproved' };
  try {
    const { payload } = await jwtVerify(assertion, await importJWK({ ...key.publicJwk }, key.algorithm), {
      // RFC 9864 gives EdDSA over Ed25519 a name of its own.
      algorithms: key.algorithm === 'EdDSA' ? ['EdDSA', 'Ed25519'] : [key.algorithm],
      issuer: named.clientId,
      subject: named.clientId,
      audience: [...rules.audiences],
      currentDate: new Date(rules.now.epochMilliseconds),
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['exp'],
    });
    return judge(payload, named, rules.now);
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

interface Names {
  readonly clientId: string;
  readonly keyId: string;
}

function readNames(assertion: string): Names | undefined {
  try {
    const { kid } = decodeProtectedHeader(assertion);
    const { iss, sub } = decodeJwt(assertion);
    return kid === undefined || iss === undefined || iss !== sub ? undefined : { clientId: iss, keyId: kid };
  } catch {
    return undefined;
  }
}

function judge({ exp = 0, jti }: JWTPayload, { clientId, keyId }: Names, now: Temporal.Instant): ClientAssertion | { readonly fault: AssertionFault } {
  if (exp - now.epochMilliseconds / 1000 > MOST_SECONDS + TOLERANCE_SECONDS) return { fault: 'lives-too-long' };
  if (jti === undefined || !JTI.test(jti)) return { fault: 'without-jti' };
  return { clientId, keyId, jti, untilSeconds: exp + TOLERANCE_SECONDS };
}

function faultOf(error: unknown): AssertionFault {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'aud' ? 'wrong-audience' : 'malformed';
  if (error instanceof errors.JOSEError) return 'unproved';
  throw error;
}

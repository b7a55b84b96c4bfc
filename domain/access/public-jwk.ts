import * as z from 'zod';

const base64url = (shortest: number, longest: number) => z.string().regex(/^[A-Za-z0-9_-]+$/).min(shortest).max(longest);

/** How a client's key signs: the names of RFC 7518 and RFC 8037, for assertions and for messages alike. */
export const keyAlgorithm = z.enum(['EdDSA', 'ES256', 'RS256', 'PS256']);
export type KeyAlgorithm = z.infer<typeof keyAlgorithm>;

/**
 * A public key as RFC 7517 writes it, and nothing that could be private: a member too many, `d` above all, is refused.
 * Ed25519, P-256, or RSA of 2,048 to 4,096 bits.
 */
export const publicJwk = z.discriminatedUnion('kty', [
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url(43, 43) }),
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: base64url(43, 43), y: base64url(43, 43) }),
  z.strictObject({ kty: z.literal('RSA'), n: base64url(342, 683), e: base64url(2, 8) }),
]);
export type PublicJwk = z.infer<typeof publicJwk>;

const ALGORITHMS: Readonly<Record<PublicJwk['kty'], readonly KeyAlgorithm[]>> = { OKP: ['EdDSA'], EC: ['ES256'], RSA: ['PS256', 'RS256'] };

/** What a key may be used with; the first is meant when nothing is said. */
export function algorithmsOf(jwk: PublicJwk): readonly KeyAlgorithm[] {
  return ALGORITHMS[jwk.kty];
}

/** Whether two keys are the same key. */
export function isSameKey(one: PublicJwk, other: PublicJwk): boolean {
  const text = (jwk: PublicJwk) => JSON.stringify(Object.entries(jwk).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  return text(one) === text(other);
}

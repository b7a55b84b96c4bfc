import { createPublicKey, verify } from 'node:crypto';
import type { KeyAlgorithm, PublicJwk } from '#domain/access/public-jwk';

/** Our names of algorithms and those of the RFC 9421 registry; the others sign assertions only. */
const NAMES: Readonly<Partial<Record<KeyAlgorithm, string>>> = { EdDSA: 'ed25519', ES256: 'ecdsa-p256-sha256' };

export interface Signed {
  readonly text: string;
  readonly signature: Uint8Array;
  /** `alg` of the signature, where it has one. */
  readonly named: string | undefined;
}

/** Whether the key has signed the text, with the one algorithm the key is for. */
export function hasSigned({ publicJwk, algorithm }: { readonly publicJwk: PublicJwk; readonly algorithm: KeyAlgorithm }, { text, signature, named }: Signed): boolean {
  const name = NAMES[algorithm];
  if (name === undefined || (named !== undefined && named !== name)) return false;
  const key = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
  const bytes = Buffer.from(text, 'utf8');
  return algorithm === 'EdDSA' ? verify(null, bytes, key, signature) : verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

import { createHash, createPublicKey, type JsonWebKeyInput } from 'node:crypto';
import * as z from 'zod';
import { keyId, type ClientKey } from '#domain/access/client';
import { algorithmsOf, keyAlgorithm, publicJwk, type PublicJwk } from '#domain/access/public-jwk';
import { toIso } from '#domain/kernel/instant';
import { DomainError } from '#domain/kernel/domain-error';
import { Temporal } from '#domain/kernel/temporal';

export const newKeyBody = z
  .strictObject({
    id: keyId.optional().meta({ description: 'The `kid` you will name it by; the RFC 7638 thumbprint of the key unless said.' }),
    publicJwk: publicJwk.meta({ description: 'The public key. Keep the private one to yourself: a key with private members is refused.' }),
    algorithm: keyAlgorithm.optional().meta({ description: 'What it signs with: EdDSA for Ed25519, ES256 for P-256, PS256 (unless said) or RS256 for RSA.' }),
    expiresAt: z.iso.datetime({ offset: true }).max(40).optional().meta({ description: 'From when on it is no longer good.' }),
  })
  .meta({ id: 'NewKey' });

/**
 * The key a client is to get, from what was asked for.
 * @throws DomainError key-not-usable
 */
export function newKey(asked: z.infer<typeof newKeyBody>, now: Temporal.Instant): ClientKey {
  const [usual = 'EdDSA', ...others] = algorithmsOf(asked.publicJwk);
  const algorithm = asked.algorithm ?? usual;
  if (![usual, ...others].includes(algorithm)) throw keyNotUsable('/algorithm', `a key of this kind signs with ${[usual, ...others].join(' or ')}`);
  if (!isSound(asked.publicJwk)) throw keyNotUsable('/publicJwk', 'no point of its curve, or an RSA key of less than 2,048 or more than 4,096 bits');
  const expiresAt = asked.expiresAt === undefined ? undefined : toIso(Temporal.Instant.from(asked.expiresAt));
  if (expiresAt !== undefined && expiresAt <= toIso(now)) throw keyNotUsable('/expiresAt', 'is past');
  return { id: asked.id ?? thumbprint(asked.publicJwk), publicJwk: asked.publicJwk, algorithm, state: 'active', addedAt: toIso(now), ...(expiresAt === undefined ? {} : { expiresAt }) };
}

/** RFC 7638: of exactly the members we take, in the order of their names. */
function thumbprint(jwk: PublicJwk): string {
  const members = Object.entries(jwk).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(Object.fromEntries(members))).digest('base64url');
}

function isSound(jwk: PublicJwk): boolean {
  try {
    const input: JsonWebKeyInput = { key: { ...jwk }, format: 'jwk' };
    const bits = createPublicKey(input).asymmetricKeyDetails?.modulusLength;
    return bits === undefined || (bits >= 2048 && bits <= 4096);
  } catch {
    return false;
  }
}

function keyNotUsable(pointer: string, problem: string): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'key-not-usable',
    mend: { vi: 'Khoá không dùng được; hãy gửi khoá công khai Ed25519, P-256 hoặc RSA từ 2.048 đến 4.096 bit.', en: 'This key cannot be used; send a public key of Ed25519, P-256, or RSA of 2,048 to 4,096 bits.' },
    fields: [{ pointer, problem }],
  });
}

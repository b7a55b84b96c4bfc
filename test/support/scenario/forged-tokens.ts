import { join } from 'node:path';
import { generateKeyPair, importJWK, SignJWT, type CryptoKey } from 'jose';
import { identityKeys } from '#local/identity/identity-keys';
import type { Scenario } from './start-scenario.ts';

interface Forgery {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now; negative has expired. */
  readonly expiresInSeconds?: number;
  /** With a key that the issuer never published, under the name of one it did. */
  readonly withForeignKey?: boolean;
}

const CITIZEN = { mc_kind: 'citizen' };

/** Signs access tokens as the cell's identity provider would, but for what is said to be wrong with them. */
export async function tokenForge({ identity, dataFolder, cell }: Scenario): Promise<(forgery: Forgery) => Promise<string>> {
  const [rsa] = identityKeys(join(dataFolder, 'identity')).signing;
  if (rsa === undefined) throw new Error('The identity provider has no key');
  const own = await importJWK({ ...rsa }, 'RS256');
  const foreign = (await generateKeyPair('RS256')).privateKey;
  return (forgery) => sign(forgery.withForeignKey === true ? foreign : own, { issuer: identity.issuer, audience: 'mot-cua-local', ...forgery, nowSeconds: Math.floor(cell.clock.now() / 1000) });
}

function sign(key: CryptoKey | Uint8Array, { claims = CITIZEN, issuer, audience, expiresInSeconds = 600, nowSeconds }: Forgery & { issuer: string; audience: string; nowSeconds: number }): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
    .setSubject('citizen-lan')
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(nowSeconds - 3600)
    .setExpirationTime(nowSeconds + expiresInSeconds)
    .sign(key);
}

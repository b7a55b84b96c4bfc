import { createServer } from 'node:http';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { listenLocally } from '#local/servers/listen-locally';

export interface Issuer {
  readonly url: string;
  /** A signed token; `expiresAt` in epoch seconds, a minute after the issuer's clock unless said. */
  token(claims?: Record<string, unknown>, audience?: string, expiresAt?: number): Promise<string>;
  stop(): void;
}

/** An issuer of tokens with one key, whose clock stands at `now` (epoch milliseconds). */
export async function startIssuer(now: number): Promise<Issuer> {
  const pair = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  let url = '';
  const server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` }));
  });
  url = `http://127.0.0.1:${await listenLocally(server)}`;
  return {
    url,
    token: (claims = {}, audience = 'mot-cua', expiresAt = now / 1000 + 60) =>
      new SignJWT({ sub: 'citizen-1', mc_roles: ['desk', 'head'], level: 3, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(url)
        .setAudience(audience)
        .setIssuedAt(now / 1000 - 10)
        .setExpirationTime(expiresAt)
        .sign(pair.privateKey),
    stop: () => void server.close(),
  };
}

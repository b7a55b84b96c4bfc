import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { createLocalClock } from '#local/clock/local-clock';
import { startIdentity } from '#local/identity/start-identity';
import type { LocalIdentity } from '#local/identity/start-identity';

const HOUR = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'identity-'));
const clock = createLocalClock({ file: join(folder, 'clock.json') });
const taxKeys = await generateKeyPair('ES256', { extractable: true });
const settings = {
  clock,
  dataFolder: join(folder, 'identity'),
  audience: 'mot-cua-api',
  people: [
    { id: 'nguyen-van-an', displayName: 'Nguyễn Văn <An>', kind: 'citizen' as const },
    { id: 'tran-thi-binh', displayName: 'Trần Thị Bình', kind: 'officer' as const, agency: 'H29.10', roles: ['desk', 'head'] },
  ],
  clients: [
    { id: 'land-office', secret: 'local secret', kind: 'agency-system' as const, agency: 'H29.11' },
    { id: 'tax-office', jwks: { keys: [{ ...(await exportJWK(taxKeys.publicKey)), kty: 'EC' }] }, kind: 'agency-system' as const, agency: 'G12.29' },
  ],
};
let identity: LocalIdentity;
beforeAll(async () => {
  identity = await startIdentity(settings);
});
afterAll(() => identity.stop());

/** Verifies as the API's authorizer does: keys from the issuer, issuer, audience, and the cell's time. */
const verify = async (token: string, at = clock.now()) => {
  const keys = createLocalJWKSet(z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).parse(await (await fetch(`${identity.issuer}/jwks`)).json()));
  return await jwtVerify(token, keys, { issuer: identity.issuer, audience: 'mot-cua-api', currentDate: new Date(at) });
};
const claimsOf = async (token: string): Promise<JWTPayload> => (await verify(token)).payload;
const askToken = async (body: Record<string, string>, headers: Record<string, string> = {}) => {
  const response = await fetch(`${identity.issuer}/token`, { method: 'POST', headers, body: new URLSearchParams(body) });
  const answer = z.object({ access_token: z.string().optional(), id_token: z.string().optional(), error: z.string().optional() }).parse(await response.json());
  return { status: response.status, ...answer };
};
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}` });

describe('a token for a command or a test', () => {
  it('says who a citizen is', async () => {
    const { payload, protectedHeader } = await verify(await identity.tokenFor('nguyen-van-an'));
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(payload).toMatchObject({ iss: identity.issuer, aud: 'mot-cua-api', sub: 'nguyen-van-an', mc_kind: 'citizen', name: 'Nguyễn Văn <An>' });
    expect(payload).not.toHaveProperty('mc_agency');
    expect(payload).not.toHaveProperty('mc_roles');
  });

  it('says of an officer the agency and the roles', async () => {
    expect(await claimsOf(await identity.tokenFor('tran-thi-binh'))).toMatchObject({ sub: 'tran-thi-binh', mc_kind: 'officer', mc_agency: 'H29.10', mc_roles: 'desk head' });
  });

  it('is given to systems too, whatever their proof', async () => {
    expect(await claimsOf(await identity.tokenFor('tax-office'))).toMatchObject({ sub: 'tax-office', mc_kind: 'agency-system', mc_agency: 'G12.29' });
  });

  it('is refused for a stranger, with the names it knows', async () => {
    await expect(identity.tokenFor('nobody')).rejects.toThrow('nobody is called "nobody"; known are nguyen-van-an, tran-thi-binh');
  });

  it('runs out by the cell’s clock', async () => {
    const token = await identity.tokenFor('nguyen-van-an');
    clock.advance(2 * HOUR);
    await expect(verify(token)).rejects.toThrow('exp');
    await verify(await identity.tokenFor('nguyen-van-an'));
  });
});

describe('an agency’s system', () => {
  it('authenticates with its secret', async () => {
    const { access_token: token = '' } = await askToken({ grant_type: 'client_credentials' }, basic('land-office', 'local secret'));
    expect(await claimsOf(token)).toMatchObject({ sub: 'land-office', mc_kind: 'agency-system', mc_agency: 'H29.11' });
  });

  it('is refused with a wrong secret', async () => {
    expect(await askToken({ grant_type: 'client_credentials' }, basic('land-office', 'wrong'))).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  it('authenticates with a signed assertion, once', async () => {
    const now = Math.floor(clock.now() / 1000);
    const assertion = await new SignJWT({ iss: 'tax-office', sub: 'tax-office', aud: identity.issuer, jti: 'one', iat: now, exp: now + 60 }).setProtectedHeader({ alg: 'ES256' }).sign(taxKeys.privateKey);
    const request = { grant_type: 'client_credentials', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion };
    const { access_token: token = '' } = await askToken(request);
    expect(await claimsOf(token)).toMatchObject({ sub: 'tax-office', mc_agency: 'G12.29' });
    expect(await askToken(request)).toMatchObject({ status: 401, error: 'invalid_client' });
  });
});

describe('a person in a browser', () => {
  const verifier = 'a'.repeat(64);
  const redirectUri = 'http://127.0.0.1:51234/signed-in';
  /** A browser: follows one redirect at a time and keeps cookies. */
  const browser = () => {
    const cookies = new Map<string, string>();
    return async (url: string, form?: Record<string, string>) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(new URL(url, identity.issuer), {
        redirect: 'manual',
        headers: { cookie },
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      return { status: response.status, html: await response.text(), location: response.headers.get('location') ?? '' };
    };
  };
  const challenge = async (): Promise<string> => Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))).toString('base64url');
  const authorize = async (more: Record<string, string> = {}): Promise<string> =>
    `/auth?${new URLSearchParams({ client_id: 'mot-cua-web', response_type: 'code', scope: 'openid profile', redirect_uri: redirectUri, state: 's', code_challenge: await challenge(), code_challenge_method: 'S256', ...more }).toString()}`;

  const signIn = async (visit: ReturnType<typeof browser>) => {
    const { location: page } = await visit(await authorize());
    const { location: resume } = await visit(page, { person: 'tran-thi-binh' });
    const { location } = await visit(resume);
    return new URL(location);
  };

  it('chooses a name from a page that says it is for local use only', async () => {
    const visit = browser();
    const { location } = await visit(await authorize());
    expect(location).toMatch(/\/sign-in\//);
    const { html } = await visit(location);
    expect(html).toContain('For local use only');
    expect(html).toContain('Trần Thị Bình');
    expect(html).toContain('Nguyễn Văn &#60;An&#62;');
  });

  it('comes back with a code, which gives a token for the API', async () => {
    const back = await signIn(browser());
    expect(back.origin + back.pathname).toBe(redirectUri);
    const { access_token: token = '', id_token: idToken = '' } = await askToken({ grant_type: 'authorization_code', client_id: 'mot-cua-web', code: back.searchParams.get('code') ?? '', redirect_uri: redirectUri, code_verifier: verifier });
    expect(await claimsOf(token)).toMatchObject({ sub: 'tran-thi-binh', aud: 'mot-cua-api', mc_kind: 'officer', mc_agency: 'H29.10', mc_roles: 'desk head' });
    const [, body = ''] = idToken.split('.');
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({ aud: 'mot-cua-web', name: 'Trần Thị Bình' });
  });

  it('gets nothing with a code and another verifier', async () => {
    const code = (await signIn(browser())).searchParams.get('code') ?? '';
    expect(await askToken({ grant_type: 'authorization_code', client_id: 'mot-cua-web', code, redirect_uri: redirectUri, code_verifier: 'b'.repeat(64) })).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('is not asked again while the sign-in lasts', async () => {
    const visit = browser();
    await signIn(visit);
    expect(new URL((await visit(await authorize())).location).searchParams.has('code')).toBe(true);
  });

  it('must use PKCE and a known address to come back to', async () => {
    const { location } = await browser()(await authorize({ code_challenge: '', code_challenge_method: '' }));
    expect(new URL(location).searchParams.get('error')).toBe('invalid_request');
    expect((await browser()(await authorize({ redirect_uri: 'http://elsewhere.example/signed-in' }))).status).toBe(400);
  });

  it('cannot be somebody who was not seeded, nor sign in on a page that is over', async () => {
    const visit = browser();
    const { location } = await visit(await authorize());
    expect((await visit(location, { person: 'nobody' })).status).toBe(400);
    expect((await browser()(location)).html).toContain('This sign-in is over');
  });
});

describe('a restart', () => {
  it('keeps the issuer and the keys, so that tokens stay valid', async () => {
    const token = await identity.tokenFor('nguyen-van-an');
    const { issuer } = identity;
    await identity.stop();
    identity = await startIdentity(settings);
    expect(identity.issuer).toBe(issuer);
    expect(await claimsOf(token)).toMatchObject({ sub: 'nguyen-van-an' });
  });

  it('finds its private keys readable by nobody else', () => {
    expect(statSync(join(settings.dataFolder, 'keys.json')).mode & 0o077).toBe(0);
  });

  it('may sign with ES256, and refuses a port that is taken', async () => {
    const other = await startIdentity({ ...settings, dataFolder: join(folder, 'other'), tokenAlgorithm: 'ES256' });
    const [header = ''] = (await other.tokenFor('nguyen-van-an')).split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg: 'ES256' });
    await other.stop();
    await expect(startIdentity({ ...settings, dataFolder: join(folder, 'third'), port: Number(new URL(identity.issuer).port) })).rejects.toThrow('EADDRINUSE');
  });
});

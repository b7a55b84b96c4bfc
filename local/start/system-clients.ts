import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';

export interface SystemClientSettings {
  readonly apiUrl: string;
  /** Registers the systems, each when it first calls. */
  readonly administrator: ApiClient;
  /** Keeps their private keys, so that they are the same after a restart. */
  readonly file: string;
  readonly clock: { now(): number };
}

export interface LocalSystem {
  readonly clientId: string;
  readonly keyId: string;
  readonly privateJwk: JWK;
}

export interface SystemClients {
  /** The registered client of an agency's system. */
  systemOf(agency: string): Promise<LocalSystem>;
  /** A fresh access token, asked for by private_key_jwt as any agency would. */
  tokenFor(agency: string): Promise<string>;
}

const KEY_ID = 'local';
const savedSystems = z.record(z.string(), z.object({ clientId: z.string(), keyId: z.string(), privateJwk: z.looseObject({ kty: z.string() }) }));
const registered = z.object({ id: z.string() });
const token = z.object({ access_token: z.string() });

/** The agencies' systems of a local cell: each has an Ed25519 key of its own and comes in by the public door. */
export function createSystemClients(settings: SystemClientSettings): SystemClients {
  const systems = new Map<string, Promise<LocalSystem>>(Object.entries(readSystems(settings.file)).map(([agency, system]) => [agency, Promise.resolve(system)]));
  const systemOf = (agency: string): Promise<LocalSystem> => {
    const known = systems.get(agency) ?? register(settings, agency);
    systems.set(agency, known);
    // The agency may not be in the register yet: ask again at the next call.
    known.catch(() => systems.delete(agency));
    return known;
  };
  return { systemOf, tokenFor: async (agency) => askToken(settings, await systemOf(agency)) };
}

async function register({ administrator, file }: SystemClientSettings, agency: string): Promise<LocalSystem> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const { kty, crv, x } = await exportJWK(publicKey);
  const body = { kind: 'agency-system', agency, name: `Hệ thống của ${agency}`, keys: [{ id: KEY_ID, publicJwk: { kty, crv, x } }] };
  const { id } = registered.parse(await administrator.post('/v1/clients', body));
  const system = { clientId: id, keyId: KEY_ID, privateJwk: await exportJWK(privateKey) };
  // A kill may not leave half a file behind.
  writeFileSync(`${file}.new`, JSON.stringify({ ...readSystems(file), [agency]: system }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return system;
}

/** Makes the assertion by which a system shows who it is, by the cell's clock. */
export async function clientAssertion({ clientId, keyId, privateJwk }: LocalSystem, { audience, now }: { readonly audience: string; readonly now: number }): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA', kid: keyId })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(crypto.randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .sign(await importJWK(privateJwk, 'EdDSA'));
}

async function askToken({ apiUrl, clock }: SystemClientSettings, system: LocalSystem): Promise<string> {
  const audience = `${apiUrl}/v1/oauth/token`;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await clientAssertion(system, { audience, now: clock.now() }),
  });
  const answer: unknown = await (await fetch(audience, { method: 'POST', body })).json();
  const read = token.safeParse(answer);
  if (!read.success) throw new Error(`No token for ${system.clientId}: ${JSON.stringify(answer)}`);
  return read.data.access_token;
}

function readSystems(file: string): z.infer<typeof savedSystems> {
  return existsSync(file) ? savedSystems.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

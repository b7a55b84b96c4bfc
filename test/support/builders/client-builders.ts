import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Client, ClientKey } from '#domain/access/client';

let made = 0;

export interface KeyPair {
  readonly key: ClientKey;
  readonly privateKey: KeyObject;
}

/** A new Ed25519 key that is good, unless said otherwise. */
export function aKeyPair(overrides: Partial<ClientKey> = {}): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const key: ClientKey = { id: 'k-1', publicJwk: { kty: 'OKP', crv: 'Ed25519', x }, algorithm: 'EdDSA', state: 'active', addedAt: '2026-11-23T02:00:00.000Z', ...overrides };
  return { key, privateKey };
}

export function aClientId(): string {
  made += 1;
  return `cl-${createHash('sha256').update(String(made)).digest('hex').slice(0, 24)}`;
}

export function aClient(overrides: Partial<Client> = {}): Client {
  return { id: aClientId(), version: 1, kind: 'agency-system', agency: 'H26.010', name: 'Phần mềm của cơ quan', state: 'active', registeredAt: '2026-11-23T02:00:00.000Z', keys: [aKeyPair().key], ...overrides };
}

export interface MessageToSign {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** Epoch seconds. */
  readonly created: number;
  readonly nonce: string;
  /** What is covered besides the method, the address and the digest of a body. */
  readonly components?: readonly string[];
}

/** The headers of a message signed with Ed25519, made by hand from RFC 9421 §2.5 and §3.1: nothing of ours is used. */
export function signedHeaders({ method, url, body, keyId, privateKey, created, nonce, components }: MessageToSign): Record<string, string> {
  const digest = body === undefined ? undefined : `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const values: Record<string, string> = { '@method': method, '@target-uri': url, '@authority': new URL(url).host, '@path': new URL(url).pathname, '@query': new URL(url).search || '?', 'content-digest': digest ?? '' };
  const covered = components ?? ['@method', '@target-uri', ...(digest === undefined ? [] : ['content-digest'])];
  const parameters = `(${covered.map((name) => `"${name}"`).join(' ')});created=${String(created)};keyid="${keyId}";nonce="${nonce}";alg="ed25519"`;
  const base = [...covered.map((name) => `"${name}": ${values[name] ?? ''}`), `"@signature-params": ${parameters}`].join('\n');
  return {
    ...(digest === undefined ? {} : { 'content-digest': digest }),
    'signature-input': `sig1=${parameters}`,
    signature: `sig1=:${sign(null, Buffer.from(base), privateKey).toString('base64')}:`,
  };
}

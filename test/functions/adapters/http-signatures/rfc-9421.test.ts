import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { httpbis } from 'http-message-signatures';
import { parseDictionary, isInnerList } from 'structured-headers';
import type { PublicJwk } from '#domain/access/public-jwk';
import { isDigestOf } from '#functions/adapters/http-signatures/content-digest';
import { readSignature } from '#functions/adapters/http-signatures/read-signature';
import { signatureBase, type SignedRequest } from '#functions/adapters/http-signatures/signature-base';
import { hasSigned } from '#functions/adapters/http-signatures/verify-bytes';

// RFC 9421 appendix B.1.4 and B.2: the keys and the request of its examples.
const ED25519: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' };
const request: SignedRequest = {
  method: 'POST',
  origin: 'https://example.com',
  path: '/foo',
  query: 'param=Value&Pet=dog',
  headers: {
    host: 'example.com',
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-digest': 'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
    'content-length': '18',
  },
};

function partsOf(input: string): { components: Parameters<typeof signatureBase>[1]; text: string } {
  const member = parseDictionary(`sig=${input}`).get('sig');
  if (member === undefined || !isInnerList(member)) throw new Error('not a list');
  return { components: member[0], text: input };
}

describe('the test vectors of RFC 9421', () => {
  // B.2.6, Signing a Request Using ed25519
  const input = '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
  const signature = Buffer.from('wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==', 'base64');
  const { components, text } = partsOf(input);

  it('give the same text to sign', () => {
    expect(signatureBase(request, components, text)).toBe(
      ['"date": Tue, 20 Apr 2021 02:07:55 GMT', '"@method": POST', '"@path": /foo', '"@authority": example.com', '"content-type": application/json', '"content-length": 18', `"@signature-params": ${input}`].join('\n'),
    );
  });

  it('verify with Ed25519, and with no letter changed', () => {
    const base = signatureBase(request, components, text) ?? '';
    const key = { publicJwk: ED25519, algorithm: 'EdDSA' as const };
    expect(hasSigned(key, { text: base, signature, named: undefined })).toBe(true);
    expect(hasSigned(key, { text: base.replace('/foo', '/fop'), signature, named: undefined })).toBe(false);
    expect(hasSigned(key, { text: base, signature, named: 'ecdsa-p256-sha256' })).toBe(false);
    expect(createPublicKey({ key: { ...ED25519 }, format: 'jwk' }).asymmetricKeyType).toBe('ed25519');
  });
});

describe('the text to sign', () => {
  it.each([
    ['@method', '@target-uri', '@authority', '@scheme', '@path', '@query'],
    ['@request-target', 'content-type', 'content-digest', 'date'],
  ])('of %s and others is the one that another library makes', (...names) => {
    const theirs = httpbis.createSignatureBase({ fields: names }, { method: request.method, url: `${request.origin}${request.path}?${request.query}`, headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value ?? ''])) });
    const { components, text } = partsOf(`(${names.map((name) => `"${name}"`).join(' ')})`);
    expect(signatureBase(request, components, text)?.split('\n').slice(0, -1).join('\n')).toBe(httpbis.formatSignatureBase(theirs));
  });

  it.each(['("@method" "@method")', '("no-such-header")', '("@status")', '("date";sf)'])('is not made of %s', (input) => {
    const { components, text } = partsOf(input);
    expect(signatureBase(request, components, text)).toBeUndefined();
  });
});

describe('the headers of a signature', () => {
  const good = 'sig1=("@method");created=1;keyid="a/b";nonce="12345678"';
  it.each([
    ['two signatures', `${good}, sig2=("@method");created=1;keyid="a/b";nonce="12345678"`, 'sig1=:AA==:, sig2=:AA==:'],
    ['a signature of another label', good, 'sig2=:AA==:'],
    ['no nonce', 'sig1=("@method");created=1;keyid="a/b"', 'sig1=:AA==:'],
    ['a short nonce', 'sig1=("@method");created=1;keyid="a/b";nonce="1234567"', 'sig1=:AA==:'],
    ['no created', 'sig1=("@method");keyid="a/b";nonce="12345678"', 'sig1=:AA==:'],
    ['a token for a signature', good, 'sig1=AA'],
    ['half a list', 'sig1=("@method', 'sig1=:AA==:'],
    ['nothing', '', ''],
  ])('with %s are not read', (_what, signatureInput, signature) => {
    expect(readSignature({ signatureInput, signature })).toBeUndefined();
  });

  it('are read when there is one signature with all it needs', () => {
    expect(readSignature({ signatureInput: good, signature: 'sig1=:AA==:' })).toMatchObject({ keyId: 'a/b', created: 1, nonce: '12345678', parametersText: good.slice(5) });
  });
});

describe('a Content-Digest', () => {
  const bytes = Buffer.from('{"hello": "world"}');
  it('is right for the very bytes only', () => {
    // RFC 9530 appendix D
    const digest = 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:';
    expect(isDigestOf(digest, bytes)).toBe(true);
    expect(isDigestOf(digest, Buffer.from('{"hello":"world"}'))).toBe(false);
    for (const other of ['sha-512=:AA==:', 'sha-256=AA', 'sha-256=:AA==:', '', 'sha-256']) expect(isDigestOf(other, bytes)).toBe(false);
  });
});

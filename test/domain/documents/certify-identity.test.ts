import { describe, expect, it } from '@jest/globals';
import type { CertificateFacts } from '#domain/documents/certificate-reader';
import { certifyIdentity, type IdentityProof } from '#domain/documents/certify-identity';
import { DomainError } from '#domain/kernel/domain-error';

const key = { keyId: 'arn:key', publicKey: 'AAAA', algorithm: 'ecdsa-p256-sha256' } as const;
const own: CertificateFacts = { publicKey: 'AAAA', validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2029-01-01T00:00:00.000Z', isAuthority: false, maySign: true, isSelfSigned: false, isIssuedByNext: true };
const issuer: CertificateFacts = { ...own, publicKey: 'BBBB', isAuthority: true };

function faults(proof: Partial<IdentityProof>): unknown {
  const certificates = proof.certificates ?? [own, issuer];
  try {
    certifyIdentity({ certificates: certificates.map(() => 'PEM') }, { key, certificates, now: '2026-11-26T00:00:00.000Z', ...proof });
    return 'none';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [error.details.code, ...(error.details.fields ?? []).map(({ pointer, problem }) => `${pointer} ${problem}`)];
  }
}

describe('an identity is proven', () => {
  it('by a certificate of its own key and the chain above it', () => {
    expect(certifyIdentity({ certificates: ['PEM', 'PEM'] }, { key, certificates: [own, issuer], now: '2026-11-26T00:00:00.000Z' })).toEqual({
      keyId: 'arn:key',
      algorithm: 'ecdsa-p256-sha256',
      validFrom: own.validFrom,
      validUntil: own.validUntil,
    });
  });

  it('also by a certificate that begins later, for a renewal prepared ahead', () => {
    expect(faults({ now: '2025-12-31T00:00:00.000Z' })).toBe('none');
  });

  it.each<[string, Partial<IdentityProof>, readonly string[]]>([
    ['without a key', { key: undefined }, ['signing-key-not-found', '/keyId not usable for documents']],
    ['with a certificate nobody can read', { certificates: [undefined, issuer] }, ['certificates-not-usable', '/certificates/0 cannot be read']],
    ['with the certificate of another key', { certificates: [{ ...own, publicKey: 'CCCC' }, issuer] }, ['certificates-not-usable', '/certificates/0 is of another key']],
    ['with an authority\'s certificate', { certificates: [{ ...own, isAuthority: true }, issuer] }, ['certificates-not-usable', '/certificates/0 is an authority\'s']],
    ['with a certificate for something else', { certificates: [{ ...own, maySign: false }, issuer] }, ['certificates-not-usable', '/certificates/0 is not meant for signing']],
    ['with a chain in the wrong order', { certificates: [{ ...own, isIssuedByNext: false }, issuer] }, ['certificates-not-usable', '/certificates/0 was not issued by the next one']],
    ['with an issuer that is no authority', { certificates: [own, { ...issuer, isAuthority: false }] }, ['certificates-not-usable', '/certificates/1 is no authority\'s']],
    ['with the root in the chain', { certificates: [own, { ...issuer, isSelfSigned: true }] }, ['certificates-not-usable', '/certificates/1 is self-signed']],
    ['with certificates that have run out', { now: own.validUntil }, ['certificates-not-usable', '/certificates/0 is no longer in force', '/certificates/1 is no longer in force']],
  ])('not %s', (_what, proof, expected) => {
    expect(faults(proof)).toEqual(expected);
  });
});

import type { RegisteredIdentity } from '#domain/documents/signing-identity';

let made = 0;

/** An agency's own identity unless said otherwise. Its certificate is a word: nothing verifies with it. */
export function anIdentity(overrides: Partial<RegisteredIdentity> = {}): RegisteredIdentity {
  made += 1;
  return {
    id: `identity-${String(made)}`,
    capacity: 'agency',
    agency: `H26.S${String(made)}`,
    displayName: 'Ủy ban nhân dân phường An Hòa',
    keyId: `arn:aws:kms:ap-southeast-1:000000000000:key/${String(made)}`,
    algorithm: 'ecdsa-p256-sha256',
    certificates: ['-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validUntil: '2029-01-01T00:00:00.000Z',
    version: 1,
    changedAt: '2026-11-26T01:00:00.000Z',
    ...overrides,
  };
}

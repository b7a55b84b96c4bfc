import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SigningIdentity } from '#domain/documents/signing';
import { openSigningOffice, type SigningOffice } from '#local/ca/signing-office';
import { judged, testWith } from '#test/support/signing/judges';
import { makeRequest } from '#tools/signing-request/make-request';

let office: SigningOffice;
const identities: SigningIdentity[] = [];
const subject = { commonName: 'Ủy ban nhân dân phường An Hòa', organisation: 'Tỉnh Mẫu', country: 'VN' };
beforeAll(async () => {
  office = await openSigningOffice();
  for (const algorithm of ['ecdsa-p256-sha256', 'rsa-pkcs1-sha256'] as const) identities.push(await office.identityOf({ capacity: 'agency', algorithm, displayName: subject.commonName }));
});
afterAll(() => office.close());

describe('a request for a certificate', () => {
  testWith('openssl')('is signed by the key in KMS, as openssl verifies, and names whom it is for', async () => {
    for (const { keyId } of identities) {
      const said = judged('openssl', { 'request.pem': await makeRequest(office.kms, { keyId, subject }) }, (path) => ['req', '-in', path('request.pem'), '-verify', '-noout', '-subject', '-nameopt', 'utf8']);
      expect(said).toContain('self-signature verify OK');
      expect(said).toMatch(/C ?= ?VN, ?O ?= ?Tỉnh Mẫu, ?CN ?= ?Ủy ban nhân dân phường An Hòa/);
    }
  });

  it('is not made for a key nobody has', async () => {
    await expect(makeRequest(office.kms, { keyId: 'nobodys', subject })).rejects.toThrow('no key nobodys');
  });
});

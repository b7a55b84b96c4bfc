import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetPublicKeyCommand } from '@aws-sdk/client-kms';
import { createX509CertificateReader } from '#functions/adapters/certificates/x509-certificate-reader';
import { createKmsSigningKeyReader } from '#functions/adapters/kms/kms-signing-key-reader';
import { openSigningOffice, type SigningOffice } from '#local/ca/signing-office';

let office: SigningOffice;
beforeAll(async () => {
  office = await openSigningOffice();
});
afterAll(() => office.close());

const wanted = { capacity: 'agency', algorithm: 'ecdsa-p256-sha256', displayName: 'Ủy ban nhân dân phường An Hòa' } as const;

describe('what a chain says of itself', () => {
  it('whose key, which authority, for what', async () => {
    const { certificates, keyId } = await office.identityOf(wanted);
    const { PublicKey = new Uint8Array() } = await office.kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
    const [own, issuer] = createX509CertificateReader().read(certificates);
    expect(own).toMatchObject({ publicKey: Buffer.from(PublicKey).toString('base64'), isAuthority: false, maySign: true, isSelfSigned: false, isIssuedByNext: true });
    expect(issuer).toMatchObject({ isAuthority: true, maySign: false, isSelfSigned: false, isIssuedByNext: true });
  });

  it('that another one did not issue it, that the root is its own issuer, that a timestamping authority signs too', async () => {
    const { certificates: [own = '', issuer = ''] } = await office.identityOf(wanted);
    const reader = createX509CertificateReader();
    expect(reader.read([issuer, own])[0]?.isIssuedByNext).toBe(false);
    expect(reader.read([office.authority.root])[0]).toMatchObject({ isSelfSigned: true, isAuthority: true });
  });

  it('nothing when it is no certificate', () => {
    expect(createX509CertificateReader().read(['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', ''])).toEqual([undefined, undefined]);
  });
});

describe('a key of KMS', () => {
  it('is read with its full name and the way it signs', async () => {
    const { keyId } = await office.identityOf({ ...wanted, algorithm: 'rsa-pkcs1-sha256' });
    expect(await createKmsSigningKeyReader(office.kms).read(keyId)).toMatchObject({ keyId, algorithm: 'rsa-pkcs1-sha256' });
  });

  it('that is not there is nothing, and no fault of ours', async () => {
    expect(await createKmsSigningKeyReader(office.kms).read('11111111-2222-3333-4444-555555555555')).toBeUndefined();
  });
});

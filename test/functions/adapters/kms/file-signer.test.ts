import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { flattenedVerify } from 'jose';
import type { SigningIdentity } from '#domain/documents/signing';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createKmsFileSigner } from '#functions/adapters/kms/kms-file-signer';
import { openSigningOffice, type SigningOffice } from '#test/support/signing/signing-office';

const scan = Buffer.from('a scan of 3 pages');
let office: SigningOffice;
beforeAll(async () => {
  office = await openSigningOffice();
});
afterAll(() => office.close());

async function verified(jws: string, bytes: Uint8Array, identity: SigningIdentity) {
  const [header = '', payload, signature = ''] = jws.split('.');
  expect(payload).toBe('');
  return flattenedVerify({ protected: header, payload: bytes, signature }, new X509Certificate(identity.certificates[0] ?? '').publicKey);
}

describe.each(['ecdsa-p256-sha256', 'rsa-pkcs1-sha256'] as const)('a file signed by %s', (algorithm) => {
  it('verifies beside the file with the certificates that come with it, and not with a changed file', async () => {
    const identity = await office.identityOf({ capacity: 'officer', algorithm, displayName: 'Cán bộ một cửa An Hòa' });
    const jws = await createKmsFileSigner(createKmsDocumentKey(office.kms)).sign({ bytes: scan, identity });
    const { protectedHeader } = await verified(jws, scan, identity);
    expect(protectedHeader?.x5c).toEqual(identity.certificates.map((pem) => new X509Certificate(pem).raw.toString('base64')));
    await expect(verified(jws, Buffer.from('a scan of 4 pages'), identity)).rejects.toThrow('signature verification failed');
  });
});

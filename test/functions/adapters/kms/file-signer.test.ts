import { afterAll, beforeAll, describe } from '@jest/globals';
import type { SigningIdentity } from '#domain/documents/signing';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createKmsFileSigner } from '#functions/adapters/kms/kms-file-signer';
import { signsFiles } from '#test/support/contracts/file-signer.contract';
import { openSigningOffice, type SigningOffice } from '#local/ca/signing-office';

let office: SigningOffice;
const identities = new Map<SigningIdentity['algorithm'], SigningIdentity>();
const algorithms = ['ecdsa-p256-sha256', 'rsa-pkcs1-sha256'] as const;

beforeAll(async () => {
  office = await openSigningOffice();
  for (const algorithm of algorithms) identities.set(algorithm, await office.identityOf({ capacity: 'officer', algorithm, displayName: 'Cán bộ một cửa An Hòa' }));
});
afterAll(() => office.close());

function known(algorithm: SigningIdentity['algorithm']): SigningIdentity {
  const identity = identities.get(algorithm);
  if (identity === undefined) throw new Error('It was not made');
  return identity;
}

describe.each(algorithms)('a file signed in KMS by %s', (algorithm) => {
  signsFiles(() => ({ signer: createKmsFileSigner(createKmsDocumentKey(office.kms)), identity: known(algorithm) }));
});

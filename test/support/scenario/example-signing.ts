import { CreateKeyCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Preparation } from './example-preparation.ts';

const WRITTEN = { key: 'arn:aws:kms:ap-southeast-1:000000000000:key/2f6b1c52-8f6e-4c6d-9a55-0a6c7a4b9d10', own: 'MIICownCertificateOfTheSigner==', issuer: 'MIICcertificateOfItsIssuer==' } as const;

/** The agencies and officers have their identities. */
export const onSigners: Preparation = async (scenario) => {
  await scenario.seedSigners();
  return { who: 'administrator' };
};

/** A key in KMS, and its certificate from the development authority. */
export const onNewKey: Preparation = async ({ cell, authority }) => {
  const kms = new KMSClient({ endpoint: cell.urls.kms, region: cell.region, credentials: cell.credentials });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', Tags: [{ TagKey: 'mot-cua:purpose', TagValue: 'document-signing' }] }));
  const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId: KeyMetadata?.Arn }));
  kms.destroy();
  const [own, issuer] = await authority.issue({ subject: { commonName: 'Ủy ban nhân dân Phường An Hòa' }, publicKey: PublicKey, purpose: 'document' });
  return { who: 'administrator', inPlaceOf: { [WRITTEN.key]: KeyMetadata?.Arn ?? '', [WRITTEN.own]: insideOf(own), [WRITTEN.issuer]: insideOf(issuer) } };
};

/** What stands between the first and the last line, as JSON writes it. */
function insideOf(pem: string): string {
  return pem.trim().split('\n').slice(1, -1).join(String.raw`\n`);
}

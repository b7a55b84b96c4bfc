import { createHash } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { BitString, Constructed, fromBER, Integer, Null, ObjectIdentifier, Sequence } from 'asn1js';
import type { SigningIdentity } from '#domain/documents/signing';
import { distinguishedName, type SubjectName } from '#functions/adapters/certificates/distinguished-name';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createKmsSigningKeyReader } from '#functions/adapters/kms/kms-signing-key-reader';

export interface RequestOrder {
  /** The key in KMS, by id or ARN. */
  readonly keyId: string;
  readonly subject: SubjectName;
}

/**
 * A request for a certificate (PKCS #10) for a key that never leaves KMS, in PEM: what an authority is sent. KMS signs it, which
 * proves that whoever asks may use the key.
 * @throws Error when the key is not there, or of a kind that does not sign documents
 */
export async function makeRequest(kms: KMSClient, { keyId, subject }: RequestOrder): Promise<string> {
  const facts = await createKmsSigningKeyReader(kms).read(keyId);
  if (facts === undefined) throw new Error(`KMS has no key ${keyId} with which documents are signed (ECC_NIST_P256, or RSA of 2048 bits or more), or we may not read it.`);
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (PublicKey === undefined) throw new Error('KMS gave no public key.');
  // PKCS #10, §4.1: version 0, name, key, and no attributes, which stand under [0] all the same.
  const attributes = new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [] });
  const body = new Sequence({ value: [new Integer({ value: 0 }), distinguishedName(subject).toSchema(), fromBER(Uint8Array.from(PublicKey)).result, attributes] });
  const digest = createHash('sha256').update(new Uint8Array(body.toBER())).digest();
  const signature = await createKmsDocumentKey(kms)({ keyId, algorithm: facts.algorithm }, digest);
  return pemOf(new Sequence({ value: [body, signatureAlgorithm(facts.algorithm), new BitString({ valueHex: Uint8Array.from(signature).buffer })] }));
}

function signatureAlgorithm(algorithm: SigningIdentity['algorithm']): Sequence {
  if (algorithm === 'ecdsa-p256-sha256') return new Sequence({ value: [new ObjectIdentifier({ value: '1.2.840.10045.4.3.2' })] });
  return new Sequence({ value: [new ObjectIdentifier({ value: '1.2.840.113549.1.1.11' }), new Null()] });
}

function pemOf(request: Sequence): string {
  const lines = Buffer.from(request.toBER()).toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE REQUEST-----', ...lines, '-----END CERTIFICATE REQUEST-----', ''].join('\n');
}

import { createHash, X509Certificate } from 'node:crypto';
import type { FileSigner } from '#domain/documents/file-signer';
import type { SigningIdentity } from '#domain/documents/signing';
import { rawSignature } from '#functions/adapters/kms/ecdsa-signature';
import type { DocumentKey } from '#functions/adapters/kms/kms-document-key';

const ALGORITHMS: Readonly<Record<SigningIdentity['algorithm'], 'ES256' | 'RS256'>> = { 'ecdsa-p256-sha256': 'ES256', 'rsa-pkcs1-sha256': 'RS256' };

/** Signs any file as it is (RFC 7797, `b64` false): a scan of 50 MB is hashed, never copied into base64. */
export function createKmsFileSigner(key: DocumentKey): FileSigner {
  return {
    sign: async ({ bytes, identity }) => {
      const x5c = identity.certificates.map((pem) => new X509Certificate(pem).raw.toString('base64'));
      const header = Buffer.from(JSON.stringify({ alg: ALGORITHMS[identity.algorithm], b64: false, crit: ['b64'], x5c })).toString('base64url');
      const digest = createHash('sha256').update(`${header}.`).update(bytes).digest();
      const signature = await key(identity, digest);
      const raw = identity.algorithm === 'ecdsa-p256-sha256' ? rawSignature(signature) : signature;
      return `${header}..${Buffer.from(raw).toString('base64url')}`;
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { CreateKeyCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { SigningIdentity } from '#domain/documents/signing';
import { openDevelopmentAuthority, type DevelopmentAuthority } from '#local/ca/development-authority';
import { startKms } from '#local/kms/start-kms';
import { startTsa, type LocalTsa } from '#local/tsa/start-tsa';

export interface SigningOffice {
  readonly kms: KMSClient;
  readonly kmsUrl: string;
  readonly authority: DevelopmentAuthority;
  readonly tsa: LocalTsa;
  readonly clock: { now(): number };
  /** Somebody with a key in KMS and a certificate of the development authority. */
  identityOf(wanted: Pick<SigningIdentity, 'capacity' | 'algorithm' | 'displayName'> & { readonly agency?: string; readonly officer?: string }): Promise<SigningIdentity>;
  close(): Promise<void>;
}

/** Everything one signs with, for tests and measurements: a KMS, an authority and a timestamp authority in a folder that goes with them. */
export async function openSigningOffice(clock: { now(): number } = { now: () => Date.now() }): Promise<SigningOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-signing-'));
  const local = await startKms({ dataFolder: join(folder, 'kms') });
  const kms = new KMSClient({ endpoint: local.url, region: 'ap-southeast-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const authority = await openDevelopmentAuthority({ dataFolder: join(folder, 'ca'), clock });
  const tsa = await startTsa({ dataFolder: join(folder, 'tsa'), clock, authority });
  return {
    kms,
    kmsUrl: local.url,
    authority,
    tsa,
    clock,
    identityOf: async ({ capacity, algorithm, displayName, agency = 'H99.101', officer }) => {
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({ KeySpec: algorithm === 'ecdsa-p256-sha256' ? 'ECC_NIST_P256' : 'RSA_2048', KeyUsage: 'SIGN_VERIFY', Tags: [{ TagKey: 'mot-cua:purpose', TagValue: 'document-signing' }] }));
      const keyId = KeyMetadata?.Arn ?? '';
      const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
      const certificates = await authority.issue({ subject: { commonName: displayName, organisation: 'UBND phường An Hòa' }, publicKey: PublicKey, purpose: 'document' });
      const own = new X509Certificate(certificates[0]);
      const validity = { validFrom: own.validFromDate.toISOString(), validUntil: own.validToDate.toISOString() };
      return { id: `${agency}-${officer ?? 'seal'}`, capacity, agency, displayName, keyId, algorithm, certificates: [...certificates], ...validity, ...(officer !== undefined && { officer }) };
    },
    close: async () => {
      await tsa.stop();
      kms.destroy();
      await local.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

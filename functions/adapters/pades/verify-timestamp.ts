import { createHash } from 'node:crypto';
import { TSTInfo } from 'pkijs';
import type { FaultCode } from '#domain/documents/signature-faults';
import { strongHash, type StrongHash } from '#functions/adapters/pades/verify-algorithms';
import { purposesOf, type KnownCertificate } from '#functions/adapters/pades/verify-certificate';
import { judgeChain } from '#functions/adapters/pades/verify-chain';
import { verifyCms, type CmsVerdict } from '#functions/adapters/pades/verify-cms';
import { bothEvidence, type RevocationEvidence } from '#functions/adapters/pades/verify-revocation';
import { isStamperRevoked } from '#functions/adapters/pades/verify-revoked-chain';

const TIMESTAMP_INFO = '1.2.840.113549.1.9.16.1.4';
const TIMESTAMPING = '1.3.6.1.5.5.7.3.8';

/** What is believed, and what the file brings along to lead there. */
export interface Trust {
  readonly roots: readonly KnownCertificate[];
  readonly pool: readonly KnownCertificate[];
  readonly evidence: RevocationEvidence;
  /** Whether a signer of whom nobody says that he was not revoked stays undetermined. */
  readonly isRevocationDemanded: boolean;
}

export interface TimestampVerdict {
  readonly faults: readonly FaultCode[];
  /** Only when nothing is wrong with it. */
  readonly provenAt?: Date;
  readonly cms: CmsVerdict | undefined;
}

/**
 * Verifies an RFC 3161 token: its imprint is that of the stamped bytes, its signature holds, and its authority leads to a
 * configured root at the time it tells, with a certificate that serves for nothing but timestamps.
 */
export async function verifyTimestamp(token: Uint8Array, imprintOf: (hash: StrongHash) => Buffer, trust: Trust): Promise<TimestampVerdict> {
  const cms = verifyCms(token, { contentType: TIMESTAMP_INFO });
  const info = cms?.content === undefined ? undefined : readInfo(cms.content);
  if (cms?.signer === undefined || info === undefined) return { faults: ['timestamp-broken'], cms };
  const fault = faultOfToken(cms, info, imprintOf);
  if (fault !== undefined) return { faults: [fault], cms };
  return (await isTrusted(cms, cms.signer, { ...trust, at: info.genTime })) ? { faults: [], provenAt: info.genTime, cms } : { faults: ['timestamp-untrusted'], cms };
}

function faultOfToken(cms: CmsVerdict, { genTime, messageImprint }: TSTInfo, imprintOf: (hash: StrongHash) => Buffer): FaultCode | undefined {
  const hash = strongHash(messageImprint.hashAlgorithm);
  if (hash === undefined || cms.faults.includes('weak-algorithm')) return 'weak-algorithm';
  const isImprint = imprintOf(hash).equals(Buffer.from(messageImprint.hashedMessage.getValue()));
  return !isImprint || cms.faults.length > 0 || Number.isNaN(genTime.getTime()) ? 'timestamp-broken' : undefined;
}

async function isTrusted(cms: CmsVerdict, signer: KnownCertificate, { roots, pool, evidence, at }: Omit<Trust, 'isRevocationDemanded'> & { readonly at: Date }): Promise<boolean> {
  const { faults, path } = judgeChain({ leaf: signer, pool: [...cms.certificates, ...pool], roots, at, isProven: false });
  const purposes = purposesOf(signer) ?? [];
  if (faults.length > 0 || purposes.length !== 1 || purposes[0] !== TIMESTAMPING || cms.boundToCertificate === 'no') return false;
  return !(await isStamperRevoked(path, bothEvidence(cms.evidence, evidence), at));
}

function readInfo(content: Uint8Array): TSTInfo | undefined {
  try {
    return TSTInfo.fromBER(Uint8Array.from(content));
  } catch {
    return undefined;
  }
}

/** The imprint of a signature's value, which is what a timestamp beside a signature stamps (RFC 3161, Appendix A). */
export function imprintOfValue(value: Uint8Array): (hash: StrongHash) => Buffer {
  return (hash) => createHash(hash).update(value).digest();
}

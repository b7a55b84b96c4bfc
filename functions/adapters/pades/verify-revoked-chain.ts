import type { FaultCode } from '#domain/documents/signature-faults';
import type { KnownCertificate } from '#functions/adapters/pades/verify-certificate';
import { isKnown, revocationsOf, type RevocationEvidence } from '#functions/adapters/pades/verify-revocation';

export interface RevocationQuestion {
  readonly evidence: RevocationEvidence;
  /** The best proved time of signing, or when the file is judged: what was revoked later does not reach back to it. */
  readonly time: Date;
  /** Whether the lack of recent information is a fault. */
  readonly isDemanded: boolean;
}

/**
 * Whether any certificate below the root was taken back, from the signer up. A claimed time protects nobody, since whoever
 * stole the key can claim any.
 */
export async function revocationFaults(path: readonly KnownCertificate[], { evidence, time, isDemanded }: RevocationQuestion): Promise<readonly FaultCode[]> {
  const faults: FaultCode[] = [];
  for (const [place, issuer] of path.slice(1).entries()) {
    const certificate = path[place];
    if (certificate === undefined) break;
    const revocations = await revocationsOf(certificate, issuer, evidence);
    if (revocations.some(({ at }) => at <= time)) faults.push(place === 0 ? 'revoked' : 'issuer-revoked');
    else if (isDemanded && !(await isKnown(certificate, issuer, { evidence, time }))) faults.push('revocation-unknown');
  }
  return faults;
}

/**
 * Whether the times a timestamp authority tells may not be believed. Its stolen key can stamp any time, so that a revocation
 * counts whenever it was, unless the key was given up in good order after the stamp (RFC 3161 §4).
 */
export async function isStamperRevoked(path: readonly KnownCertificate[], evidence: RevocationEvidence, stampedAt: Date): Promise<boolean> {
  for (const [place, issuer] of path.slice(1).entries()) {
    const certificate = path[place];
    if (certificate === undefined) break;
    const revocations = await revocationsOf(certificate, issuer, evidence);
    if (revocations.some(({ at, isInGoodOrder }) => at <= stampedAt || !isInGoodOrder)) return true;
  }
  return false;
}

import type { FaultCode } from '#domain/documents/signature-faults';
import { hasUnknownCondition, isIssuedBy, isSameCertificate, isStrongCertificate, mayIssue, type KnownCertificate } from '#functions/adapters/pades/verify-certificate';

/** Longer chains exist nowhere; without a limit, crossed certificates would make the search endless. */
const LONGEST_CHAIN = 8;
const MOST_PATHS = 8;
const MOST_STEPS = 300;

export interface ChainQuestion {
  readonly leaf: KnownCertificate;
  /** What the file brings along; trusted for nothing but linking. */
  readonly pool: readonly KnownCertificate[];
  readonly roots: readonly KnownCertificate[];
  readonly at: Date;
  /** Whether `at` is proved; a mere claim cannot place a signature into the past. */
  readonly isProven: boolean;
}

export interface ChainAnswer {
  readonly faults: readonly FaultCode[];
  /** From the signer up to the root; the signer alone when nothing leads to one. */
  readonly path: readonly KnownCertificate[];
}

/** Looks for a way from a certificate up to a configured root, and judges it (RFC 5280 §6, bounded). */
export function judgeChain(question: ChainQuestion): ChainAnswer {
  const paths = pathsToRoots(question);
  if (paths.length === 0) return { path: [question.leaf], faults: [...faultsAt(question.leaf, question), whyUntrusted(question)] };
  const answers = paths.map((path) => ({ path, faults: faultsOfPath(path, question) }));
  return answers.toSorted((one, other) => one.faults.length - other.faults.length)[0] ?? { path: [question.leaf], faults: ['chain-untrusted'] };
}

function whyUntrusted({ leaf, roots }: ChainQuestion): FaultCode {
  if (roots.length === 0) return 'authorities-unknown';
  return isSelfIssued(leaf) ? 'self-signed' : 'chain-untrusted';
}

function pathsToRoots({ leaf, pool, roots }: ChainQuestion): readonly (readonly KnownCertificate[])[] {
  const found: (readonly KnownCertificate[])[] = [];
  const open: (readonly KnownCertificate[])[] = [[leaf]];
  for (let steps = 0; steps < MOST_STEPS && found.length < MOST_PATHS; steps += 1) {
    const path = open.shift();
    const last = path?.at(-1);
    if (path === undefined || last === undefined) break;
    if (roots.some((root) => isSameCertificate(root, last))) {
      found.push(path);
      continue;
    }
    if (path.length === LONGEST_CHAIN) continue;
    const issuers = [...roots, ...pool].filter((candidate) => !path.some((known) => isSameCertificate(known, candidate)) && isIssuedBy(last, candidate));
    open.push(...issuers.map((issuer) => [...path, issuer]));
  }
  return found;
}

function isSelfIssued(leaf: KnownCertificate): boolean {
  return isIssuedBy(leaf, leaf);
}

function faultsOfPath(path: readonly KnownCertificate[], question: ChainQuestion): readonly FaultCode[] {
  return path.flatMap((certificate, place) => [
    ...faultsAt(certificate, question),
    // A root is trusted because it was configured, not for its own signature.
    ...(place < path.length - 1 && !isStrongCertificate(certificate) ? (['weak-algorithm'] as const) : []),
    ...(hasUnknownCondition(certificate) ? (['certificate-unknown-condition'] as const) : []),
    ...(place > 0 && !mayIssue(certificate, place - 1) ? (['chain-broken'] as const) : []),
  ]);
}

function faultsAt({ x509 }: KnownCertificate, { at, isProven }: ChainQuestion): readonly FaultCode[] {
  if (at < x509.validFromDate) return [isProven ? 'signed-before-validity' : 'certificate-not-yet-valid'];
  if (at > x509.validToDate) return [isProven ? 'signed-after-expiry' : 'certificate-expired'];
  return [];
}

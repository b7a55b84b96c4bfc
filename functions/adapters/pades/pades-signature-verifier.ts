import { PdfArray, PdfRef, PdfStream, type PDF, type PdfObject } from '@libpdf/core';
import { inflateSync } from 'node:zlib';
import type { CertificateRevocationList } from 'pkijs';
import { reportOnSignatures, unreadableForSignatures } from '#domain/documents/report-on-signatures';
import type { FaultCode } from '#domain/documents/signature-faults';
import type { SignatureFinding, SignatureReport, SignatureVerifier } from '#domain/documents/signature-report';
import { readCertificate, type KnownCertificate } from '#functions/adapters/pades/verify-certificate';
import { nameIn, signatureFieldsOf, type SignatureField } from '#functions/adapters/pades/verify-fields';
import { openPdf, unpacksTooMuch } from '#functions/adapters/pades/verify-open';
import { endsAsPdf, gapStartsIn, readRange } from '#functions/adapters/pades/verify-range';
import { bothEvidence, readOcspResponse, readRevocationList } from '#functions/adapters/pades/verify-revocation';
import { onlySignaturesFollow } from '#functions/adapters/pades/verify-revision';
import { faultyFinding, isDocumentTimestamp, judgeDocumentTimestamp, judgeSignature, timestampFinding, type LocatedSignature, type SignatureCourt } from '#functions/adapters/pades/verify-signature';
import type { Trust } from '#functions/adapters/pades/verify-timestamp';

export interface SignatureTrust {
  /** Certificates at which a chain may end, for signers and for timestamps. */
  readonly roots: readonly KnownCertificate[];
  /** Revocation lists that the deployment was given, beside what a file brings along. @default none */
  readonly lists?: readonly CertificateRevocationList[];
  /** Whether a certificate of whom nobody says that it was not revoked is undetermined. @default false */
  readonly demandsRevocation?: boolean;
  /** @default 64 MiB; a paper is never larger */
  readonly mostBytes?: number;
}

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_SIGNATURES = 20;
const MOST_EVIDENCE = 40;
const MOST_EVIDENCE_BYTES = 8 * 1024 * 1024;

/** Judges the signatures of a PDF by the file alone: no network, bounded time and memory, no exception for what a stranger wrote. */
export function createPadesSignatureVerifier({ roots, lists = [], demandsRevocation = false, mostBytes = MOST_BYTES }: SignatureTrust): SignatureVerifier {
  return {
    verify: async (pdf, at) => {
      if (pdf.length > mostBytes) return unreadableForSignatures('too-large');
      const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
      if (unpacksTooMuch(file)) return unreadableForSignatures('too-intricate');
      const opened = await openPdf(file);
      if (opened === undefined) return reportOnDamaged(file);
      if (opened.isEncrypted) return unreadableForSignatures('encrypted');
      try {
        return await judge(file, opened, { roots, lists, demandsRevocation, at });
      } catch {
        // Whatever a parser stumbles over was put there by whoever made the file.
        return unreadableForSignatures('too-intricate');
      }
    },
  };
}

/** What cannot be read holds no signature that anybody could rely on, though it may once have held one. */
function reportOnDamaged(file: Buffer): SignatureReport {
  return gapStartsIn(file).length === 0 ? unreadableForSignatures('not-pdf') : reportOnSignatures([faultyFinding({ name: '' }, ['file-damaged'])]);
}

interface Judging extends Required<Omit<SignatureTrust, 'mostBytes'>> {
  readonly at: string;
}

async function judge(file: Buffer, pdf: PDF, { roots, lists, demandsRevocation, at }: Judging): Promise<SignatureReport> {
  const { signed, isTooMany } = signatureFieldsOf(pdf);
  if (isTooMany || signed.length > MOST_SIGNATURES) return unreadableForSignatures('too-intricate');
  const located = signed.map((field) => locate(file, field));
  const { pool, evidence } = evidenceOf(pdf);
  const trust: Trust = { roots, pool, evidence: bothEvidence(evidence, { lists, responses: [] }), isRevocationDemanded: demandsRevocation };
  const court: SignatureCourt = { file, trust, at: new Date(at), provenByDocument: [] };
  const stamps = await stampsIn(located, court);
  const findings: SignatureFinding[] = [];
  for (const [place, one] of located.entries()) {
    const field = signed[place];
    if (field === undefined) continue;
    if (typeof one === 'string') {
      findings.push(faultyFinding(field, [one]));
      continue;
    }
    const others = [...ambiguities(field, signed), ...(await faultsBehind(file, one))];
    const stamp = stamps.find(({ of }) => of === one);
    const provenByDocument = stamps.flatMap(({ of, verdict }) => (of.range.end > one.range.end && verdict.provenAt !== undefined ? [verdict.provenAt] : []));
    findings.push(stamp === undefined ? await judgeSignature(one, { ...court, provenByDocument }, others) : timestampFinding(one, { ...stamp.verdict, faults: [...stamp.verdict.faults, ...others] }));
  }
  return reportOnSignatures([...findings, ...removedFrom(file, located)]);
}

function locate(file: Buffer, field: SignatureField): LocatedSignature | FaultCode {
  if (field.value === undefined) return 'signature-incomplete';
  const range = readRange(file, field.value);
  return typeof range === 'string' ? range : { field, value: field.value, range };
}

async function stampsIn(located: readonly (LocatedSignature | FaultCode)[], court: SignatureCourt) {
  const stamps = located.filter((one) => typeof one !== 'string').filter((one) => isDocumentTimestamp(one));
  return Promise.all(stamps.map(async (of) => ({ of, verdict: await judgeDocumentTimestamp(of, court) })));
}

/** Two fields under one name, or one signature in two fields: nobody can say which is meant. */
function ambiguities({ name, valueNumber }: SignatureField, all: readonly SignatureField[]): readonly FaultCode[] {
  const alike = all.filter((other) => other.name === name || (valueNumber !== undefined && other.valueNumber === valueNumber));
  return alike.length > 1 ? ['signature-ambiguous'] : [];
}

/** What was written behind the signed revision. */
async function faultsBehind(file: Buffer, { range }: LocatedSignature): Promise<readonly FaultCode[]> {
  if (!endsAsPdf(file.subarray(0, range.end))) return ['not-whole-file'];
  const behind = file.subarray(range.end);
  // A line break at the very end says nothing; some programs and some posts add one.
  if (behind.length <= 2 && behind.every((byte) => byte === 0x0a || byte === 0x0d)) return [];
  if (!endsAsPdf(file)) return ['not-whole-file'];
  return (await onlySignaturesFollow(file, range.end)) ? [] : ['changed-after-signing'];
}

/** Signatures whose place is still in the file, though no field leads to them any more. */
function removedFrom(file: Buffer, located: readonly (LocatedSignature | FaultCode)[]): readonly SignatureFinding[] {
  const known = new Set(located.flatMap((one) => (typeof one === 'string' ? [] : [one.range.gapStart])));
  const isHidden = located.every((one) => typeof one !== 'string') && gapStartsIn(file).some((start) => !known.has(start));
  return isHidden ? [faultyFinding({ name: '' }, ['signature-removed'])] : [];
}

/** The store of evidence that later revisions may carry (PAdES §5.4.2). */
function evidenceOf(pdf: PDF): Pick<Trust, 'pool' | 'evidence'> {
  const resolve = (reference: PdfRef): PdfObject | null => pdf.getObject(reference);
  const store = pdf.getCatalog().getDict('DSS', resolve);
  const read = (key: string): readonly Uint8Array[] => {
    const list = store?.get(key, resolve);
    if (!(list instanceof PdfArray)) return [];
    return list
      .toArray()
      .slice(0, MOST_EVIDENCE)
      .flatMap((item) => unpacked(item instanceof PdfRef ? resolve(item) : item));
  };
  return {
    pool: read('Certs').flatMap((der) => readCertificate(der) ?? []),
    evidence: { lists: read('CRLs').flatMap((der) => readRevocationList(der) ?? []), responses: read('OCSPs').flatMap((der) => readOcspResponse(der) ?? []) },
  };
}

function unpacked(object: PdfObject | null): readonly Uint8Array[] {
  if (!(object instanceof PdfStream)) return [];
  const filter = nameIn(object, 'Filter');
  if (!object.has('Filter')) return [object.data];
  if (filter !== 'FlateDecode') return [];
  try {
    return [inflateSync(object.data, { maxOutputLength: MOST_EVIDENCE_BYTES })];
  } catch {
    return [];
  }
}

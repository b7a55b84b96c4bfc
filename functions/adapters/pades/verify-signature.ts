import { PdfString, type PdfDict } from '@libpdf/core';
import { judgeFaults, type FaultCode } from '#domain/documents/signature-faults';
import type { SignatureFinding } from '#domain/documents/signature-report';
import { allowsUse, namesIn, purposesOf, type KnownCertificate } from '#functions/adapters/pades/verify-certificate';
import { judgeChain } from '#functions/adapters/pades/verify-chain';
import { verifyCms, type CmsVerdict } from '#functions/adapters/pades/verify-cms';
import { nameIn, type SignatureField } from '#functions/adapters/pades/verify-fields';
import { digestOfRange, type CoveredRange } from '#functions/adapters/pades/verify-range';
import { bothEvidence } from '#functions/adapters/pades/verify-revocation';
import { revocationFaults } from '#functions/adapters/pades/verify-revoked-chain';
import { imprintOfValue, verifyTimestamp, type TimestampVerdict, type Trust } from '#functions/adapters/pades/verify-timestamp';

const DATA = '1.2.840.113549.1.7.1';
const PADES = 'ETSI.CAdES.detached';
const DETACHED = new Set([PADES, 'adbe.pkcs7.detached']);
/** Both hash with SHA-1 whatever the certificate could do. */
const OUTDATED = new Set(['adbe.x509.rsa_sha1', 'adbe.pkcs7.sha1']);
/** Extended purposes under which people and offices sign documents; a certificate that names others only is for machines. */
const FOR_DOCUMENTS = new Set(['2.5.29.37.0', '1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.36', '1.3.6.1.4.1.311.10.3.12', '1.2.840.113583.1.1.5']);

/** One signature of the file whose place in it is known. */
export interface LocatedSignature {
  readonly field: SignatureField;
  readonly value: PdfDict;
  readonly range: CoveredRange;
}

export interface SignatureCourt {
  readonly file: Buffer;
  readonly trust: Trust;
  /** At which certificates are judged when no time is proven. */
  readonly at: Date;
  /** Times proven by document timestamps that cover the signature too. */
  readonly provenByDocument: readonly Date[];
}

/** Whether the signature is a timestamp over the document (ISO 32000-2 §12.8.5). */
export function isDocumentTimestamp({ value }: LocatedSignature): boolean {
  return nameIn(value, 'SubFilter') === 'ETSI.RFC3161';
}

/** Verifies a document timestamp and tells the time it proves. */
export async function judgeDocumentTimestamp(located: LocatedSignature, { file, trust }: SignatureCourt): Promise<TimestampVerdict> {
  const { range } = located;
  const verdict = await verifyTimestamp(range.contents, (hash) => digestOfRange(file, range, hash), trust);
  return isPadded(range.contents, verdict.cms) ? verdict : { faults: [...verdict.faults, 'signature-unreadable'], cms: verdict.cms };
}

/** The finding for a document timestamp: whoever stamped stands as its signer. */
export function timestampFinding({ field }: LocatedSignature, { faults, provenAt, cms }: TimestampVerdict): SignatureFinding {
  return { ...identityOf(field, cms?.signer), ...(provenAt !== undefined && { provenAt: provenAt.toISOString() }), level: 'other', ...judgeFaults(faults) };
}

/** Verifies one signature over its own revision; what came after it is judged apart. */
export async function judgeSignature(located: LocatedSignature, court: SignatureCourt, others: readonly FaultCode[]): Promise<SignatureFinding> {
  const { field, value, range } = located;
  const format = nameIn(value, 'SubFilter') ?? '';
  if (!DETACHED.has(format)) return faultyFinding(field, [...others, OUTDATED.has(format) ? 'weak-algorithm' : 'signature-unreadable']);
  const cms = verifyCms(range.contents, { contentType: DATA, digestOf: (hash) => digestOfRange(court.file, range, hash) });
  if (cms === undefined || !isPadded(range.contents, cms)) return faultyFinding(field, [...others, 'signature-unreadable']);
  const stamp = await stampOf(cms, court.trust);
  const times = { claimedAt: cms.claimedAt ?? dateIn(value), provenAt: earliest([...stamp.times, ...court.provenByDocument]) };
  const ofSigner = cms.signer === undefined ? [] : await signerFaults(cms, cms.signer, { ...court, ...times });
  return {
    ...identityOf(field, cms.signer),
    ...timesIn(times),
    level: levelOf(format, stamp.times.length > 0),
    ...judgeFaults([...others, ...cms.faults, ...stamp.faults, ...bindingFaults(format, cms), ...ofSigner], times.provenAt !== undefined),
  };
}

function levelOf(format: string, isStamped: boolean): SignatureFinding['level'] {
  if (format !== PADES) return 'other';
  return isStamped ? 'B-T' : 'B-B';
}

/** PAdES binds a signature to its certificate by a hash that is still safe. */
function bindingFaults(format: string, { boundToCertificate }: CmsVerdict): readonly FaultCode[] {
  return format === PADES && boundToCertificate !== 'v2' ? ['signed-attributes-wrong'] : [];
}

/** The timestamp beside the signature, where there is one. */
async function stampOf({ timestampToken, signatureValue }: CmsVerdict, trust: Trust): Promise<{ readonly faults: readonly FaultCode[]; readonly times: readonly Date[] }> {
  if (timestampToken === undefined) return { faults: [], times: [] };
  const { faults, provenAt } = await verifyTimestamp(timestampToken, imprintOfValue(signatureValue), trust);
  return { faults, times: provenAt === undefined ? [] : [provenAt] };
}

function timesIn({ claimedAt, provenAt }: Times): Pick<SignatureFinding, 'claimedAt' | 'provenAt'> {
  return { ...(claimedAt !== undefined && { claimedAt: claimedAt.toISOString() }), ...(provenAt !== undefined && { provenAt: provenAt.toISOString() }) };
}

/** A finding where the signature itself could not even be read. */
export function faultyFinding(field: Pick<SignatureField, 'name'>, faults: readonly FaultCode[]): SignatureFinding {
  return { ...identityOf(field, undefined), level: 'other', ...judgeFaults(faults) };
}

interface Times {
  readonly claimedAt: Date | undefined;
  readonly provenAt: Date | undefined;
}

async function signerFaults(cms: CmsVerdict, signer: KnownCertificate, { trust, at, claimedAt, provenAt }: SignatureCourt & Times): Promise<readonly FaultCode[]> {
  const pool = [...cms.certificates, ...trust.pool];
  const chain = judgeChain({ leaf: signer, pool, roots: trust.roots, at: provenAt ?? at, isProven: provenAt !== undefined });
  const evidence = bothEvidence(cms.evidence, trust.evidence);
  const purposes = purposesOf(signer);
  const maySign = (allowsUse(signer, 'digitalSignature') || allowsUse(signer, 'contentCommitment')) && (purposes === undefined || purposes.some((purpose) => FOR_DOCUMENTS.has(purpose)));
  return [
    ...chain.faults,
    ...(maySign ? [] : (['key-usage'] as const)),
    ...faultsOfClaim(signer, claimedAt),
    ...(await revocationFaults(chain.path, { evidence, time: provenAt ?? at, isDemanded: trust.isRevocationDemanded })),
  ];
}

/** Whoever says himself that he signed outside the certificate's time needs no proof against him. */
function faultsOfClaim({ x509 }: KnownCertificate, claimedAt: Date | undefined): readonly FaultCode[] {
  if (claimedAt === undefined) return [];
  if (claimedAt < x509.validFromDate) return ['signed-before-validity'];
  return claimedAt > x509.validToDate ? ['signed-after-expiry'] : [];
}

function identityOf({ name }: Pick<SignatureField, 'name'>, signer: KnownCertificate | undefined): Pick<SignatureFinding, 'fieldName' | 'signer' | 'organisation' | 'issuer'> {
  if (signer === undefined) return { fieldName: name, signer: '', issuer: '' };
  const { commonName, organisation } = namesIn(signer.parsed.subject);
  return { fieldName: name, signer: commonName, ...(organisation !== undefined && { organisation }), issuer: namesIn(signer.parsed.issuer).commonName };
}

/** Behind the signature its place is filled with zeros, and with nothing else. */
function isPadded(contents: Buffer, cms: CmsVerdict | undefined): boolean {
  return cms === undefined || contents.subarray(cms.length).every((byte) => byte === 0);
}

function earliest(dates: readonly Date[]): Date | undefined {
  return dates.toSorted((one, other) => one.getTime() - other.getTime())[0];
}

const PDF_DATE = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)'?(\d\d)'?)?/;

/** The time the dictionary claims under /M (ISO 32000-2 §7.9.4). */
function dateIn(value: PdfDict): Date | undefined {
  const text = value.get('M');
  const found = text instanceof PdfString ? PDF_DATE.exec(text.asString()) : null;
  if (found === null) return undefined;
  const zone = found[7] === undefined ? 'Z' : `${found[7]}:${found[8] ?? '00'}`;
  const date = new Date(`${found.slice(1, 4).join('-')}T${found.slice(4, 7).join(':')}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

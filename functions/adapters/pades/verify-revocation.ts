import { GeneralizedTime, type Integer } from 'asn1js';
import { BasicOCSPResponse, CertID, CertificateRevocationList, OCSPResponse, type SingleResponse } from 'pkijs';
import { verifySignedBytes } from '#functions/adapters/pades/verify-algorithms';
import { allowsUse, isIssuedBy, purposesOf, readCertificate, type KnownCertificate } from '#functions/adapters/pades/verify-certificate';

const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const CRL_REASON = '2.5.29.21';
/** An entry that takes an earlier one back (RFC 5280 §5.3.1). */
const REMOVED_FROM_LIST = 8;
const UNSPECIFIED = 0;
const IN_GOOD_ORDER: ReadonlySet<number> = new Set([3, 4, 5]);
/** certStatus [0]: good, [1]: revoked (RFC 6960 §4.2.1). */
const GOOD_TAG = 0;
const REVOKED_TAG = 1;

/** What the file and the configuration bring along about revocation; nothing is asked over the network. */
export interface RevocationEvidence {
  readonly lists: readonly CertificateRevocationList[];
  readonly responses: readonly BasicOCSPResponse[];
}

/** What two places bring along, as one. */
export function bothEvidence(one: RevocationEvidence, other: RevocationEvidence): RevocationEvidence {
  return { lists: [...one.lists, ...other.lists], responses: [...one.responses, ...other.responses] };
}

/** Reads a revocation list in DER; nothing when it is none. */
export function readRevocationList(der: Uint8Array): CertificateRevocationList | undefined {
  try {
    return CertificateRevocationList.fromBER(Uint8Array.from(der));
  } catch {
    return undefined;
  }
}

/** Reads an OCSP response in DER, wrapped or bare; nothing when it is none. */
export function readOcspResponse(der: Uint8Array): BasicOCSPResponse | undefined {
  try {
    const { responseBytes } = OCSPResponse.fromBER(Uint8Array.from(der));
    if (responseBytes?.responseType !== OCSP_BASIC) return undefined;
    return BasicOCSPResponse.fromBER(responseBytes.response.getValue());
  } catch {
    return readBareResponse(der);
  }
}

function readBareResponse(der: Uint8Array): BasicOCSPResponse | undefined {
  try {
    return BasicOCSPResponse.fromBER(Uint8Array.from(der));
  } catch {
    return undefined;
  }
}

/** That an authority took a certificate back. */
export interface Revocation {
  readonly at: Date;
  /** Given up in good order, so that nobody else had the key: affiliation changed, superseded, or ceased (RFC 5280 §5.3.1). */
  readonly isInGoodOrder: boolean;
}

/** Reads every list of a PEM text. @throws Error for a text that is configuration, not a stranger's, and holds none, or something else */
export function readConfiguredLists(pem: string): readonly CertificateRevocationList[] {
  const blocks = pem.match(/-----BEGIN X509 CRL-----[^-]+-----END X509 CRL-----/g) ?? [];
  if (blocks.length === 0) throw new Error('The file of revocation lists holds none in PEM.');
  return blocks.map((block) => {
    const list = readRevocationList(Buffer.from(block.replaceAll(/-----[A-Z0-9 ]+-----|\s/g, ''), 'base64'));
    if (list === undefined) throw new Error('A revocation list cannot be read.');
    return list;
  });
}

/** Whether and when an authority says it took a certificate back. */
export async function revocationsOf(certificate: KnownCertificate, issuer: KnownCertificate, evidence: RevocationEvidence): Promise<readonly Revocation[]> {
  return [...revocationsInLists(certificate, issuer, evidence), ...(await revocationsInResponses(certificate, issuer, evidence))];
}

/** Whether somebody entitled says how the certificate stood at a time: a list or an answer that was not overtaken by then. */
export async function isKnown(certificate: KnownCertificate, issuer: KnownCertificate, { evidence, time }: { readonly evidence: RevocationEvidence; readonly time: Date }): Promise<boolean> {
  if (evidence.lists.some((list) => isComplete(list) && (list.nextUpdate?.value ?? list.thisUpdate.value) >= time && isListOf(list, issuer) && isSignedBy(list.tbsView, list, issuer))) return true;
  const singles = await answersAbout(certificate, issuer, evidence);
  return singles.some((single) => (single.nextUpdate ?? single.thisUpdate) >= time && isTagged(single.certStatus) && single.certStatus.idBlock.tagNumber === GOOD_TAG);
}

/** A list for some certificates or reasons only says so by a critical extension (RFC 5280 §5.2.4, §5.2.5). */
function isComplete({ crlExtensions }: CertificateRevocationList): boolean {
  return !(crlExtensions?.extensions ?? []).some(({ critical }) => critical);
}

function isListOf(list: CertificateRevocationList, issuer: KnownCertificate): boolean {
  return list.issuer.isEqual(issuer.parsed.subject) && allowsUse(issuer, 'listSigning');
}

function revocationsInLists({ parsed }: KnownCertificate, issuer: KnownCertificate, { lists }: RevocationEvidence): readonly Revocation[] {
  return lists
    .filter((list) => isListOf(list, issuer))
    .flatMap((list) => (list.revokedCertificates ?? []).filter((entry) => isSameNumber(entry.userCertificate, parsed.serialNumber)).map((entry) => ({ list, entry, reason: reasonOf(entry) })))
    .filter(({ list, reason }) => reason !== REMOVED_FROM_LIST && isSignedBy(list.tbsView, list, issuer))
    .map(({ entry, reason }) => ({ at: entry.revocationDate.value, isInGoodOrder: IN_GOOD_ORDER.has(reason) }));
}

function reasonOf({ crlEntryExtensions }: { readonly crlEntryExtensions?: { readonly extensions: readonly { readonly extnID: string; readonly extnValue: { getValue(): ArrayBuffer } }[] } }): number {
  const reason = crlEntryExtensions?.extensions.find(({ extnID }) => extnID === CRL_REASON);
  return reason === undefined ? UNSPECIFIED : (new Uint8Array(reason.extnValue.getValue()).at(-1) ?? UNSPECIFIED);
}

async function revocationsInResponses(certificate: KnownCertificate, issuer: KnownCertificate, evidence: RevocationEvidence): Promise<readonly Revocation[]> {
  const singles = await answersAbout(certificate, issuer, evidence);
  return singles.flatMap((single) => {
    const at = revokedOn(single);
    return at === undefined ? [] : [{ at, isInGoodOrder: false }];
  });
}

async function answersAbout(certificate: KnownCertificate, issuer: KnownCertificate, { responses }: RevocationEvidence): Promise<readonly SingleResponse[]> {
  const found: SingleResponse[] = [];
  for (const response of responses) {
    if (!isFromResponder(response, issuer)) continue;
    for (const single of response.tbsResponseData.responses) if (await isAbout(single, certificate, issuer)) found.push(single);
  }
  return found;
}

async function isAbout(single: SingleResponse, certificate: KnownCertificate, issuer: KnownCertificate): Promise<boolean> {
  // Only an index: SHA-1 is what responders still index by.
  const hashAlgorithm = { '1.3.14.3.2.26': 'SHA-1', '2.16.840.1.101.3.4.2.1': 'SHA-256' }[single.certID.hashAlgorithm.algorithmId];
  if (hashAlgorithm === undefined) return false;
  const id = new CertID();
  await id.createForCertificate(certificate.parsed, { hashAlgorithm, issuerCertificate: issuer.parsed });
  return id.isEqual(single.certID);
}

function isFromResponder(response: BasicOCSPResponse, issuer: KnownCertificate): boolean {
  const data = response.tbsResponseData.tbsView;
  if (isSignedBy(data, { signatureAlgorithm: response.signatureAlgorithm, signatureValue: response.signature }, issuer)) return true;
  return (response.certs ?? [])
    .map((certificate) => readCertificate(new Uint8Array(certificate.toSchema().toBER())))
    .some(
      (responder) =>
        responder !== undefined &&
        (purposesOf(responder) ?? []).includes(OCSP_SIGNING) &&
        isIssuedBy(responder, issuer) &&
        isSignedBy(data, { signatureAlgorithm: response.signatureAlgorithm, signatureValue: response.signature }, responder),
    );
}

function isSignedBy(data: Uint8Array, { signatureAlgorithm, signatureValue }: Pick<CertificateRevocationList, 'signatureAlgorithm' | 'signatureValue'>, signer: KnownCertificate): boolean {
  return verifySignedBytes({ algorithm: signatureAlgorithm, key: signer.x509.publicKey, data, signature: signatureValue.valueBlock.valueHexView }) === 'good';
}

function revokedOn({ certStatus }: SingleResponse): Date | undefined {
  const status: unknown = certStatus;
  if (!isTagged(status) || status.idBlock.tagNumber !== REVOKED_TAG) return undefined;
  const time = Array.isArray(status.valueBlock.value) ? status.valueBlock.value.find((part) => part instanceof GeneralizedTime) : undefined;
  // Revoked at a time that cannot be read is revoked from the beginning.
  return time?.toDate() ?? new Date(0);
}

function isTagged(value: unknown): value is { readonly idBlock: { readonly tagNumber: number }; readonly valueBlock: { readonly value?: unknown } } {
  return typeof value === 'object' && value !== null && 'idBlock' in value && 'valueBlock' in value;
}

function isSameNumber(one: Integer, other: Integer): boolean {
  return Buffer.from(one.valueBlock.valueHexView).equals(other.valueBlock.valueHexView);
}

import { GeneralizedTime, type Integer } from 'asn1js';
import { BasicOCSPResponse, CertID, CertificateRevocationList, OCSPResponse, type SingleResponse } from 'pkijs';
import { verifySignedBytes } from '#functions/adapters/pades/verify-algorithms';
import { allowsUse, isIssuedBy, purposesOf, readCertificate, type KnownCertificate } from '#functions/adapters/pades/verify-certificate';

const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const CRL_REASON = '2.5.29.21';
/** An entry that takes an earlier one back (RFC 5280 §5.3.1). */
const REMOVED_FROM_LIST = 8;
/** certStatus [1]: revoked (RFC 6960 §4.2.1). */
const REVOKED_TAG = 1;

/** What the file brings along about revocation; nothing is asked over the network. */
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

/**
 * Whether any certificate below the root was revoked. A revocation after a proven time of signing does not reach back;
 * a claimed time protects nobody, since whoever stole the key can claim any.
 */
export async function isRevoked(path: readonly KnownCertificate[], evidence: RevocationEvidence, provenAt: Date | undefined): Promise<boolean> {
  for (const [place, issuer] of path.slice(1).entries()) {
    const certificate = path[place];
    if (certificate === undefined) break;
    const dates = [...datesInLists(certificate, issuer, evidence), ...(await datesInResponses(certificate, issuer, evidence))];
    if (dates.some((date) => provenAt === undefined || date <= provenAt)) return true;
  }
  return false;
}

function datesInLists({ parsed }: KnownCertificate, issuer: KnownCertificate, { lists }: RevocationEvidence): readonly Date[] {
  return lists
    .filter((list) => list.issuer.isEqual(issuer.parsed.subject) && allowsUse(issuer, 'listSigning'))
    .flatMap((list) => (list.revokedCertificates ?? []).filter((entry) => isSameNumber(entry.userCertificate, parsed.serialNumber)).map((entry) => ({ list, entry })))
    .filter(({ list, entry }) => !isTakenBack(entry) && isSignedBy(list.tbsView, list, issuer))
    .map(({ entry }) => entry.revocationDate.value);
}

function isTakenBack({ crlEntryExtensions }: { readonly crlEntryExtensions?: { readonly extensions: readonly { readonly extnID: string; readonly extnValue: { getValue(): ArrayBuffer } }[] } }): boolean {
  const reason = crlEntryExtensions?.extensions.find(({ extnID }) => extnID === CRL_REASON);
  return reason !== undefined && new Uint8Array(reason.extnValue.getValue()).at(-1) === REMOVED_FROM_LIST;
}

async function datesInResponses(certificate: KnownCertificate, issuer: KnownCertificate, { responses }: RevocationEvidence): Promise<readonly Date[]> {
  const dates: Date[] = [];
  for (const response of responses) {
    if (!isFromResponder(response, issuer)) continue;
    for (const single of response.tbsResponseData.responses) {
      const date = revokedOn(single);
      if (date !== undefined && (await isAbout(single, certificate, issuer))) dates.push(date);
    }
  }
  return dates;
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

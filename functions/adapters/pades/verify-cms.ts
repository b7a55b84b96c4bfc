import { createHash } from 'node:crypto';
import { BaseBlock, fromBER, ObjectIdentifier, OctetString, Sequence, UTCTime, GeneralizedTime } from 'asn1js';
import { Certificate, CertificateRevocationList, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import type { FaultCode } from '#domain/documents/signature-faults';
import { strongHash, verifySignedBytes, type StrongHash } from '#functions/adapters/pades/verify-algorithms';
import { readCertificate, type KnownCertificate } from '#functions/adapters/pades/verify-certificate';
import { readOcspResponse, readRevocationList, type RevocationEvidence } from '#functions/adapters/pades/verify-revocation';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const TIMESTAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
const REVOCATION_ARCHIVE = '1.2.840.113583.1.1.8';
/** More certificates than any chain needs would only cost time. */
const MOST_CERTIFICATES = 40;

/** What a CMS signature is held to; the content is hashed by whoever holds it, by the hash the signature names. */
export interface CmsContent {
  readonly contentType: string;
  /** Absent for a signature that carries its content within (a timestamp token). */
  digestOf?(hash: StrongHash): Buffer;
}

export interface CmsVerdict {
  readonly faults: readonly FaultCode[];
  readonly signer: KnownCertificate | undefined;
  readonly certificates: readonly KnownCertificate[];
  readonly evidence: RevocationEvidence;
  readonly claimedAt: Date | undefined;
  /** `v2`: bound to its certificate as PAdES demands; `v1`: by SHA-1, as older timestamps do. */
  readonly boundToCertificate: 'v2' | 'v1' | 'no';
  readonly signatureValue: Uint8Array;
  readonly timestampToken: Uint8Array | undefined;
  /** The content within, where there is one. */
  readonly content: Uint8Array | undefined;
  /** How many bytes the structure took; a signature's place in a PDF is padded behind it. */
  readonly length: number;
}

/** Reads and verifies a CMS SignedData with exactly one signer; nothing when the bytes are none. */
export function verifyCms(bytes: Uint8Array, expected: CmsContent): CmsVerdict | undefined {
  const read = readSignedData(bytes);
  const info = read?.signedData.signerInfos[0];
  if (read === undefined || info === undefined || read.signedData.signerInfos.length !== 1) return undefined;
  const certificates = certificatesIn(read.signedData);
  const signer = certificates.find((candidate) => isNamed(info, candidate));
  const bound = signer === undefined ? 'no' : bindingTo(info, signer);
  const content = bytesIn(read.signedData.encapContentInfo.eContent);
  const bindingFaults: readonly FaultCode[] = bound === 'wrong' ? ['signed-attributes-wrong'] : [];
  return {
    faults: signer === undefined ? ['signature-incomplete'] : [...digestFaults(info, content, expected), ...signatureFaults(info, signer), ...bindingFaults],
    signer,
    certificates,
    evidence: evidenceIn(read.signedData, info),
    claimedAt: timeIn(attributeOf(info, SIGNING_TIME)),
    boundToCertificate: bound === 'wrong' ? 'no' : bound,
    signatureValue: new Uint8Array(info.signature.getValue()),
    timestampToken: tokenOf(info),
    content,
    length: read.length,
  };
}

function bytesIn(octets: OctetString | undefined): Uint8Array | undefined {
  return octets === undefined ? undefined : new Uint8Array(octets.getValue());
}

function tokenOf({ unsignedAttrs }: SignerInfo): Uint8Array | undefined {
  const token = attributeIn(unsignedAttrs?.attributes, TIMESTAMP_TOKEN);
  return token === undefined ? undefined : new Uint8Array(token.toBER());
}

function readSignedData(bytes: Uint8Array): { readonly signedData: SignedData; readonly length: number } | undefined {
  try {
    const { result, offset } = fromBER(Uint8Array.from(bytes));
    if (offset <= 0) return undefined;
    const outer = new ContentInfo({ schema: result });
    if (outer.contentType !== SIGNED_DATA) return undefined;
    return { signedData: new SignedData({ schema: outer.content }), length: offset };
  } catch {
    return undefined;
  }
}

function certificatesIn({ certificates = [] }: SignedData): readonly KnownCertificate[] {
  return certificates
    .filter((item) => item instanceof Certificate)
    .slice(0, MOST_CERTIFICATES)
    .map((certificate) => readCertificate(new Uint8Array(certificate.toSchema().toBER())))
    .filter((certificate) => certificate !== undefined);
}

function isNamed({ sid }: SignerInfo, { parsed }: KnownCertificate): boolean {
  const named: unknown = sid;
  if (!(named instanceof IssuerAndSerialNumber)) return false;
  return named.issuer.isEqual(parsed.issuer) && Buffer.from(named.serialNumber.valueBlock.valueHexView).equals(parsed.serialNumber.valueBlock.valueHexView);
}

function digestFaults(info: SignerInfo, content: Uint8Array | undefined, expected: CmsContent): readonly FaultCode[] {
  const hash = strongHash(info.digestAlgorithm);
  if (hash === undefined) return ['weak-algorithm'];
  const type = attributeOf(info, CONTENT_TYPE);
  const digest = attributeOf(info, MESSAGE_DIGEST);
  // Without signed attributes there is neither a certificate bound nor a type; PAdES and RFC 3161 demand them.
  if (!(digest instanceof OctetString) || !(type instanceof ObjectIdentifier) || type.valueBlock.toString() !== expected.contentType) return ['signed-attributes-wrong'];
  // A signature beside its content must not carry another content within, which a program might show instead.
  if ((expected.digestOf === undefined) !== (content !== undefined)) return ['signature-unreadable'];
  const actual = expected.digestOf?.(hash) ?? createHash(hash).update(content ?? Buffer.alloc(0)).digest();
  return actual.equals(Buffer.from(digest.getValue())) ? [] : ['bytes-changed'];
}

function signatureFaults(info: SignerInfo, signer: KnownCertificate): readonly FaultCode[] {
  if (info.signedAttrs === undefined) return ['signed-attributes-wrong'];
  const hash = strongHash(info.digestAlgorithm);
  const verdict = verifySignedBytes({
    algorithm: info.signatureAlgorithm,
    ...(hash !== undefined && { hash }),
    key: signer.x509.publicKey,
    data: new Uint8Array(info.signedAttrs.encodedValue),
    signature: new Uint8Array(info.signature.getValue()),
  });
  return verdict === 'good' ? [] : [verdict === 'weak' ? 'weak-algorithm' : 'signature-wrong'];
}

/** RFC 5035: the signed attribute that names the certificate by its hash, so that nobody can put another one in its place. */
function bindingTo(info: SignerInfo, { x509 }: KnownCertificate): 'v2' | 'v1' | 'no' | 'wrong' {
  const second = attributeOf(info, SIGNING_CERTIFICATE_V2);
  const first = attributeOf(info, SIGNING_CERTIFICATE);
  const attribute = second ?? first;
  if (attribute === undefined) return 'no';
  const [certificates] = partsOf(attribute);
  const [id] = partsOf(certificates);
  const parts = partsOf(id);
  const hash = parts.find((part) => part instanceof OctetString);
  if (hash === undefined) return 'wrong';
  const name = second === undefined ? 'sha1' : bindingHash(parts[0]);
  if (name === undefined || !createHash(name).update(x509.raw).digest().equals(Buffer.from(hash.getValue()))) return 'wrong';
  return second === undefined ? 'v1' : 'v2';
}

function bindingHash(part: unknown): StrongHash | undefined {
  // The algorithm may be left out; then it is SHA-256.
  if (part instanceof OctetString) return 'sha256';
  const [oid] = partsOf(part);
  const names: Readonly<Record<string, StrongHash>> = { '2.16.840.1.101.3.4.2.1': 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384', '2.16.840.1.101.3.4.2.3': 'sha512' };
  return oid instanceof ObjectIdentifier ? names[oid.valueBlock.toString()] : undefined;
}

function evidenceIn({ crls = [], ocsps = [] }: SignedData, info: SignerInfo): RevocationEvidence {
  const archived = partsOf(attributeOf(info, REVOCATION_ARCHIVE));
  const lists = crls.filter((list) => list instanceof CertificateRevocationList);
  return {
    lists: [...lists, ...archivedIn(archived, 0).flatMap((der) => readRevocationList(der) ?? [])],
    responses: [...ocsps, ...archivedIn(archived, 1).flatMap((der) => readOcspResponse(der) ?? [])],
  };
}

/** RevocationInfoArchival (ISO 32000-2 §12.8.3.3.2): `[0]` lists, `[1]` OCSP responses. */
function archivedIn(parts: readonly BaseBlock[], tag: number): readonly Uint8Array[] {
  const holder = parts.find((part) => part.idBlock.tagNumber === tag);
  const [inner] = partsOf(holder);
  return partsOf(inner).length > 0 && inner instanceof Sequence ? partsOf(inner).map((part) => new Uint8Array(part.toBER())) : [];
}

function attributeOf(info: SignerInfo, type: string): BaseBlock | undefined {
  return attributeIn(info.signedAttrs?.attributes, type);
}

/** The one value of an attribute; twice told is not told (RFC 5652 §5.3). */
function attributeIn(attributes: readonly { readonly type: string; readonly values: readonly unknown[] }[] | undefined, type: string): BaseBlock | undefined {
  const found = (attributes ?? []).filter((attribute) => attribute.type === type);
  const value = found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
  return value instanceof BaseBlock ? value : undefined;
}

function partsOf(block: unknown): readonly BaseBlock[] {
  if (!(block instanceof BaseBlock)) return [];
  const inner: unknown = block.valueBlock;
  const value: unknown = typeof inner === 'object' && inner !== null && 'value' in inner ? inner.value : undefined;
  return Array.isArray(value) ? value.filter((part) => part instanceof BaseBlock) : [];
}

function timeIn(block: BaseBlock | undefined): Date | undefined {
  if (!(block instanceof UTCTime || block instanceof GeneralizedTime)) return undefined;
  const date = block.toDate();
  return Number.isNaN(date.getTime()) ? undefined : date;
}

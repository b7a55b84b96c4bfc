import { createHash } from 'node:crypto';
import { Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { AlgorithmIdentifier, Attribute, Certificate, ContentInfo, EncapsulatedContentInfo, GeneralName, GeneralNames, IssuerAndSerialNumber, SignedAndUnsignedAttributes, SignedData, SignerInfo } from 'pkijs';
import type { SigningIdentity } from '#domain/documents/signing';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;
const SET = 0x31;

export interface CmsOrder {
  /** What is signed and stands inside; left out for a signature beside the data. */
  readonly content?: { readonly type: string; readonly bytes: Uint8Array };
  /** SHA-256 of what is signed. */
  readonly contentDigest: Uint8Array;
  /** DER: the signer's own first, then its issuers. */
  readonly certificates: readonly Uint8Array[];
  /** @default true; a timestamp is asked for with or without them */
  readonly includesCertificates?: boolean;
  readonly algorithm: SigningIdentity['algorithm'];
  /** Signs a SHA-256 digest; an ECDSA signature comes in DER. */
  readonly sign: (digest: Uint8Array) => Promise<Uint8Array>;
}

export interface CmsSignature {
  /** The signature itself: what a timestamp is about. */
  readonly value: Uint8Array;
  /** The whole ContentInfo in DER, with the timestamp among the unsigned attributes when there is one. */
  toDer(timestampToken?: Uint8Array): Uint8Array;
}

/**
 * A CMS signature as CAdES baseline wants it (EN 319 122-1, §6): the certificate bound by signing-certificate-v2, every
 * certificate inside. There is no signing-time attribute: in PAdES the claimed time stands in the signature dictionary alone
 * (EN 319 142-1, §6.3), and a timestamp token has its own.
 */
export async function signCms(order: CmsOrder): Promise<CmsSignature> {
  const certificates = order.certificates.map((der) => Certificate.fromBER(der));
  const [own] = certificates;
  const [ownDer] = order.certificates;
  if (own === undefined || ownDer === undefined) throw new Error('A signature needs its certificate');
  const signedAttrs = new SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(order, { certificate: own, der: ownDer }) });
  // What is signed is the same with the tag of a SET in place of the implicit one: RFC 5652, §5.4.
  const encoded = new Uint8Array(signedAttrs.toSchema().toBER());
  encoded[0] = SET;
  const value = await order.sign(createHash('sha256').update(encoded).digest());
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: sha256(),
    signedAttrs,
    signatureAlgorithm: signatureAlgorithm(order.algorithm),
    signature: new OctetString({ valueHex: bufferOf(value) }),
  });
  const signedData = new SignedData({
    // RFC 5652, §5.1: 3 as soon as the content is anything but data.
    version: order.content === undefined ? 1 : 3,
    digestAlgorithms: [sha256()],
    encapContentInfo: new EncapsulatedContentInfo(order.content === undefined ? { eContentType: OID.data } : { eContentType: order.content.type, eContent: new OctetString({ valueHex: bufferOf(order.content.bytes) }) }),
    ...(order.includesCertificates === false ? {} : { certificates }),
    signerInfos: [signer],
  });
  return {
    value,
    toDer: (timestampToken) => {
      if (timestampToken !== undefined) signer.unsignedAttrs = new SignedAndUnsignedAttributes({ type: 1, attributes: [new Attribute({ type: OID.timestampToken, values: [ContentInfo.fromBER(timestampToken).toSchema()] })] });
      return new Uint8Array(new ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) }).toSchema().toBER());
    },
  };
}

/** In the order of their encodings, as DER has a SET: some verifiers encode it anew. */
function attributesOf(order: CmsOrder, own: { readonly certificate: Certificate; readonly der: Uint8Array }): Attribute[] {
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: order.content?.type ?? OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [new OctetString({ valueHex: bufferOf(order.contentDigest) })] }),
    new Attribute({ type: OID.signingCertificateV2, values: [signingCertificateV2(own)] }),
  ];
  return attributes.toSorted((one, other) => Buffer.compare(Buffer.from(one.toSchema().toBER()), Buffer.from(other.toSchema().toBER())));
}

/** RFC 5035, §3: SHA-256 is the default and therefore not written. */
function signingCertificateV2({ certificate, der }: { readonly certificate: Certificate; readonly der: Uint8Array }): Sequence {
  const hash = new OctetString({ valueHex: bufferOf(createHash('sha256').update(der).digest()) });
  const directoryName = 4;
  const issuer = new GeneralNames({ names: [new GeneralName({ type: directoryName, value: certificate.issuer })] });
  const issuerSerial = new Sequence({ value: [issuer.toSchema(), certificate.serialNumber] });
  const essCertId = new Sequence({ value: [hash, issuerSerial] });
  return new Sequence({ value: [new Sequence({ value: [essCertId] })] });
}

function sha256(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: OID.sha256, algorithmParams: new Null() });
}

function signatureAlgorithm(algorithm: SigningIdentity['algorithm']): AlgorithmIdentifier {
  if (algorithm === 'ecdsa-p256-sha256') return new AlgorithmIdentifier({ algorithmId: OID.ecdsaWithSha256 });
  return new AlgorithmIdentifier({ algorithmId: OID.rsa, algorithmParams: new Null() });
}

/** The libraries take whole buffers, not views into larger ones. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

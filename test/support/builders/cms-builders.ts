import { createHash } from 'node:crypto';
import { Constructed, fromBER, Integer, Null, ObjectIdentifier, OctetString, Sequence, type BaseBlock } from 'asn1js';
import { AlgorithmIdentifier, Attribute, ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, MessageImprint, SignedAndUnsignedAttributes, SignedData, SignerInfo, TSTInfo } from 'pkijs';
import type { HeldCertificate } from '#test/support/builders/authority-builders';

type CmsHash = 'SHA-1' | 'SHA-256';

export interface CmsWish {
  readonly signer: HeldCertificate;
  readonly certificates?: readonly HeldCertificate[];
  readonly hash?: CmsHash;
  /** The digest that is signed, whatever the content is. */
  readonly digest: Uint8Array;
  /** @default as RFC 5035 wants it */
  readonly namedCertificate?: HeldCertificate | 'none';
  readonly contentType?: string;
  readonly content?: Uint8Array;
  /** Revocation lists put into the signed attribute of Adobe (ISO 32000-2 §12.8.3.3.2). */
  readonly lists?: readonly Uint8Array[];
  /** OCSP responses in the same attribute. */
  readonly responses?: readonly Uint8Array[];
}

const DATA = '1.2.840.113549.1.7.1';
const TIMESTAMP_INFO = '1.2.840.113549.1.9.16.1.4';
const OIDS: Readonly<Record<CmsHash, string>> = { 'SHA-1': '1.3.14.3.2.26', 'SHA-256': '2.16.840.1.101.3.4.2.1' };

/** A CMS SignedData written by hand, for what a library of signing would refuse to write. */
export async function aCms({ signer, certificates = [], hash = 'SHA-256', digest, namedCertificate = signer, contentType = DATA, content, lists = [], responses = [] }: CmsWish): Promise<Uint8Array> {
  const attributes = [attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: contentType })), attribute('1.2.840.113549.1.9.4', new OctetString({ valueHex: buffer(digest) }))];
  if (namedCertificate !== 'none') attributes.push(attribute('1.2.840.113549.1.9.16.2.47', signingCertificate(namedCertificate)));
  if (lists.length + responses.length > 0) attributes.push(attribute('1.2.840.113583.1.1.8', revocationArchive(lists, responses)));
  const signedData = new SignedData({
    version: content === undefined ? 1 : 3,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: contentType, ...(content !== undefined && { eContent: new OctetString({ valueHex: buffer(content) }) }) }),
    certificates: [signer, ...certificates].map(({ certificate }) => certificate),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: signer.certificate.issuer, serialNumber: signer.certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
  });
  await signedData.sign(signer.keys.privateKey, 0, hash);
  return new Uint8Array(new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signedData.toSchema(true) }).toSchema().toBER());
}

function attribute(type: string, value: BaseBlock): Attribute {
  return new Attribute({ type, values: [value] });
}

/** SigningCertificateV2 with SHA-256, which is left out where it is the usual one. */
function signingCertificate({ der }: HeldCertificate): Sequence {
  const id = new Sequence({ value: [new OctetString({ valueHex: buffer(createHash('sha256').update(der).digest()) })] });
  return new Sequence({ value: [new Sequence({ value: [id] })] });
}

function revocationArchive(lists: readonly Uint8Array[], responses: readonly Uint8Array[]): Sequence {
  const tagged = [lists, responses].flatMap((kept, tagNumber) => {
    const inner = new Sequence({ value: kept.map((der) => fromBER(buffer(der)).result) });
    return kept.length === 0 ? [] : [new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [inner] })];
  });
  return new Sequence({ value: tagged });
}

/** A timestamp authority at hand: it answers without a network, with the time the test wants. */
export function aTimestampAuthority(signer: HeldCertificate, { at = '2026-11-26T03:00:00Z', certificates = [] }: { readonly at?: string; readonly certificates?: readonly HeldCertificate[] } = {}) {
  return {
    timestamp: async (digest: Uint8Array): Promise<Uint8Array> => {
      const info = new TSTInfo({
        version: 1,
        policy: '1.3.6.1.4.1.99999.1',
        messageImprint: new MessageImprint({ hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OIDS['SHA-256'], algorithmParams: new Null() }), hashedMessage: new OctetString({ valueHex: buffer(digest) }) }),
        serialNumber: new Integer({ value: 7 }),
        genTime: new Date(at),
      });
      const content = new Uint8Array(info.toSchema().toBER());
      return aCms({ signer, certificates, digest: createHash('sha256').update(content).digest(), contentType: TIMESTAMP_INFO, content });
    },
  };
}

function buffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

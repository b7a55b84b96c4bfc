import { randomBytes, webcrypto } from 'node:crypto';
import { BitString, Constructed, Enumerated, GeneralizedTime, Integer, OctetString, Primitive, Sequence, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, BasicOCSPResponse, Certificate, CertificateRevocationList, CertID, ExtKeyUsage, Extension, Extensions, OCSPResponse, RelativeDistinguishedNames, ResponseBytes, RevokedCertificate, SingleResponse, Time } from 'pkijs';

const { subtle } = webcrypto;
const EC = { name: 'ECDSA', namedCurve: 'P-256' };

/** A certificate with its private key, made up for tests. */
export interface HeldCertificate {
  readonly certificate: Certificate;
  readonly der: Uint8Array;
  readonly keys: webcrypto.CryptoKeyPair;
}

export interface CertificateWish {
  readonly commonName?: string;
  readonly organisation?: string;
  /** Who issues it; left out, it is issued by itself. */
  readonly issuer?: HeldCertificate;
  readonly isAuthority?: boolean;
  readonly from?: string;
  readonly until?: string;
  readonly purposes?: readonly string[];
  /** Bits of keyUsage as they stand in the first byte. */
  readonly usage?: number;
  readonly hash?: 'SHA-1' | 'SHA-256';
  readonly rsaBits?: number;
  readonly extra?: readonly Extension[];
}

const SIGNING = 0b1100_0000;
const ISSUING = 0b0000_0110;

/** Makes a certificate; what the test does not wish for is as an honest authority has it. */
export async function aCertificate(wish: CertificateWish = {}): Promise<HeldCertificate> {
  const { isAuthority = false, commonName = 'Nguyễn Thị Ánh', organisation = 'UBND phường Mẫu', issuer, from = '2026-01-01', until = '2030-01-01' } = wish;
  const keys = await newKeys(wish);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.from(randomBytes(9), (byte, place) => (place === 0 ? (byte & 0x3f) | 0x40 : byte)).buffer });
  certificate.subject = aName(commonName, organisation);
  certificate.issuer = issuer?.certificate.subject ?? certificate.subject;
  certificate.notBefore = new Time({ value: new Date(from) });
  certificate.notAfter = new Time({ value: new Date(until) });
  certificate.extensions = [
    new Extension({ extnID: '2.5.29.19', critical: true, extnValue: new BasicConstraints({ cA: isAuthority }).toSchema().toBER() }),
    new Extension({ extnID: '2.5.29.15', critical: true, extnValue: new BitString({ valueHex: Uint8Array.of(wish.usage ?? (isAuthority ? ISSUING : SIGNING)).buffer }).toBER() }),
    ...(wish.purposes === undefined ? [] : [new Extension({ extnID: '2.5.29.37', critical: true, extnValue: new ExtKeyUsage({ keyPurposes: [...wish.purposes] }).toSchema().toBER() })]),
    ...(wish.extra ?? []),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign((issuer?.keys ?? keys).privateKey, wish.hash ?? 'SHA-256');
  return { certificate, der: new Uint8Array(certificate.toSchema(true).toBER()), keys };
}

async function newKeys({ rsaBits, hash = 'SHA-256' }: CertificateWish): Promise<webcrypto.CryptoKeyPair> {
  if (rsaBits === undefined) return subtle.generateKey(EC, true, ['sign', 'verify']);
  return subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', modulusLength: rsaBits, publicExponent: Uint8Array.of(1, 0, 1), hash }, true, ['sign', 'verify']);
}

function aName(commonName: string, organisation: string): RelativeDistinguishedNames {
  return new RelativeDistinguishedNames({
    typesAndValues: [
      new AttributeTypeAndValue({ type: '2.5.4.10', value: new Utf8String({ value: organisation }) }),
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: commonName }) }),
    ],
  });
}

/** A small public-key infrastructure: a root, an authority below it, and what that one issues. */
export interface TestAuthority {
  readonly root: HeldCertificate;
  readonly issuing: HeldCertificate;
  /** PEM of the root, as a deployment configures it. */
  readonly rootPem: string;
  issue(wish?: CertificateWish): Promise<HeldCertificate>;
}

export async function anAuthority(name = 'Chứng thực Thử nghiệm'): Promise<TestAuthority> {
  const root = await aCertificate({ commonName: `${name} gốc`, organisation: 'Thử nghiệm', isAuthority: true });
  const issuing = await aCertificate({ commonName: `${name} cấp 2`, organisation: 'Thử nghiệm', isAuthority: true, issuer: root });
  return { root, issuing, rootPem: pem(root.der), issue: (wish = {}) => aCertificate({ issuer: issuing, ...wish }) };
}

function pem(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${(Buffer.from(der).toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** A list in which an authority revokes certificates it issued. */
export async function aRevocationList(issuer: HeldCertificate, revoked: readonly { readonly held: HeldCertificate; readonly on: string; readonly reason?: number }[]): Promise<Uint8Array> {
  const list = new CertificateRevocationList();
  list.version = 1;
  list.issuer = issuer.certificate.subject;
  list.thisUpdate = new Time({ value: new Date('2026-11-01') });
  list.nextUpdate = new Time({ value: new Date('2027-11-01') });
  list.revokedCertificates = revoked.map(
    ({ held, on, reason }) =>
      new RevokedCertificate({
        userCertificate: held.certificate.serialNumber,
        revocationDate: new Time({ value: new Date(on) }),
        ...(reason !== undefined && { crlEntryExtensions: new Extensions({ extensions: [new Extension({ extnID: '2.5.29.21', extnValue: new Enumerated({ value: reason }).toBER() })] }) }),
      }),
  );
  await list.sign(issuer.keys.privateKey, 'SHA-256');
  return new Uint8Array(list.toSchema(true).toBER());
}

/** What a responder says of one certificate. */
export async function anOcspResponse(issuer: HeldCertificate, held: HeldCertificate, { revokedOn, responder = issuer }: { readonly revokedOn?: string; readonly responder?: HeldCertificate }): Promise<Uint8Array> {
  const certID = new CertID();
  await certID.createForCertificate(held.certificate, { hashAlgorithm: 'SHA-1', issuerCertificate: issuer.certificate });
  const certStatus =
    revokedOn === undefined
      ? new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } })
      : new Constructed({ idBlock: { tagClass: 3, tagNumber: 1 }, value: [new GeneralizedTime({ valueDate: new Date(revokedOn) })] });
  const response = new BasicOCSPResponse();
  response.tbsResponseData.responderID = responder.certificate.subject;
  response.tbsResponseData.producedAt = new Date('2026-11-26T00:00:00Z');
  response.tbsResponseData.responses.push(new SingleResponse({ certID, certStatus, thisUpdate: new Date('2026-11-26T00:00:00Z') }));
  response.certs = [responder.certificate];
  await response.sign(responder.keys.privateKey, 'SHA-256');
  const bytes = new ResponseBytes({ responseType: '1.3.6.1.5.5.7.48.1.1', response: new OctetString({ valueHex: response.toSchema().toBER() }) });
  return new Uint8Array(new OCSPResponse({ responseStatus: new Enumerated({ value: 0 }), responseBytes: bytes }).toSchema().toBER());
}

/** Name constraints, critical: a condition nobody here can check. */
export function anUnknownCondition(): Extension {
  return new Extension({ extnID: '2.5.29.30', critical: true, extnValue: new Sequence({ value: [new OctetString({ valueHex: Uint8Array.of(1).buffer })] }).toBER() });
}

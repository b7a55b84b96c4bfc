import { randomBytes, webcrypto } from 'node:crypto';
import { BitString, Integer, OctetString } from 'asn1js';
import { AuthorityKeyIdentifier, BasicConstraints, Certificate, ExtKeyUsage, Extension, PublicKeyInfo, Time } from 'pkijs';
import { distinguishedName, type SubjectName } from '#functions/adapters/certificates/distinguished-name';

/** Bits of KeyUsage, the first bit first: RFC 5280, §4.2.1.3. */
const KEY_USAGES = { authority: { bits: 0b0000_0110, unused: 1 }, document: { bits: 0b1100_0000, unused: 6 }, timestamp: { bits: 0b1000_0000, unused: 7 } } as const;
export type CertificatePurpose = keyof typeof KEY_USAGES;
const EXTENDED_USAGES: Readonly<Record<CertificatePurpose, readonly string[]>> = {
  authority: [],
  // Document signing (RFC 9336), and e-mail protection, which is what older readers look for.
  document: ['1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.4'],
  timestamp: ['1.3.6.1.5.5.7.3.8'],
};
const VERSION_3 = 2;
const SERIAL_BYTES = 16;
const LAST_UTC_TIME = Date.UTC(2050, 0, 1);

export interface CertificateOrder {
  readonly subject: SubjectName;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  readonly purpose: CertificatePurpose;
  /** How many authorities may stand below this one; for authorities alone. */
  readonly pathLength?: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Whose private key signs; left out, the certificate is signed by its own key. */
  readonly issuer?: Certificate;
  readonly issuerKey: webcrypto.CryptoKey;
}

/** A certificate of X.509 v3 with what its purpose needs in it, and no more. */
export async function makeCertificate(order: CertificateOrder): Promise<Certificate> {
  const { subject, publicKey, notBefore, notAfter, issuer, issuerKey } = order;
  const certificate = new Certificate();
  certificate.version = VERSION_3;
  // Positive, as RFC 5280 wants: the first bit is zero.
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.from(randomBytes(SERIAL_BYTES), (byte, index) => (index === 0 ? (byte & 0x3f) | 0x40 : byte)).buffer });
  certificate.subject = distinguishedName(subject);
  certificate.issuer = issuer?.subject ?? distinguishedName(subject);
  certificate.notBefore = timeOf(notBefore);
  certificate.notAfter = timeOf(notAfter);
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(publicKey);
  certificate.extensions = await extensionsOf(order, certificate);
  await certificate.sign(issuerKey, 'SHA-256');
  return certificate;
}

export function pemOf(certificate: Certificate): string {
  const base64 = Buffer.from(certificate.toSchema(true).toBER()).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}

export function certificateFrom(pem: string): Certificate {
  return Certificate.fromBER(Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64'));
}

async function extensionsOf({ purpose, pathLength, issuer }: CertificateOrder, certificate: Certificate): Promise<Extension[]> {
  const isAuthority = purpose === 'authority';
  const basic = new BasicConstraints({ cA: isAuthority, ...(pathLength === undefined ? {} : { pathLenConstraint: pathLength }) });
  const { bits, unused } = KEY_USAGES[purpose];
  const usage = new BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits: unused });
  const own = await keyIdentifier(certificate);
  const extended = EXTENDED_USAGES[purpose];
  return [
    extension('2.5.29.19', basic.toSchema(), true),
    extension('2.5.29.15', usage, true),
    // RFC 3161, §2.3: a timestamping certificate has this one usage, and it is critical.
    ...(extended.length === 0 ? [] : [extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: [...extended] }).toSchema(), purpose === 'timestamp')]),
    extension('2.5.29.14', new OctetString({ valueHex: own }), false),
    ...(issuer === undefined ? [] : [extension('2.5.29.35', new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: await keyIdentifier(issuer) }) }).toSchema(), false)]),
  ];
}

function extension(extnID: string, value: { toBER(): ArrayBuffer }, critical: boolean): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() });
}

/** SHA-1 of the key's bits is a name here, no protection: RFC 5280, §4.2.1.2. */
function keyIdentifier(certificate: Certificate): Promise<ArrayBuffer> {
  return webcrypto.subtle.digest('SHA-1', certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView);
}

/** To the second, as DER writes it. */
export function timeOf(value: Date): Time {
  const whole = new Date(Math.floor(value.getTime() / 1000) * 1000);
  return new Time({ type: whole.getTime() < LAST_UTC_TIME ? 0 : 1, value: whole });
}

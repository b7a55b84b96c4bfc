import { X509Certificate } from 'node:crypto';
import { BitString } from 'asn1js';
import { BasicConstraints, Certificate, ExtKeyUsage, type RelativeDistinguishedNames } from 'pkijs';
import { isStrongKey, isStrongSignature } from '#functions/adapters/pades/verify-algorithms';

/** A certificate as OpenSSL verifies it and as its extensions are read. */
export interface KnownCertificate {
  readonly x509: X509Certificate;
  readonly parsed: Certificate;
}

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const EXTENDED_KEY_USAGE = '2.5.29.37';
/** Extensions that may be critical because they are obeyed here or say nothing that could forbid: names, keys, policies. */
const OBEYED = new Set([KEY_USAGE, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE, '2.5.29.14', '2.5.29.17', '2.5.29.32', '2.5.29.35']);
/** Bits of keyUsage, counted from the left (RFC 5280 §4.2.1.3). */
const USAGE_BITS = { digitalSignature: 0, contentCommitment: 1, certificateSigning: 5, listSigning: 6 } as const;
const MOST_BYTES = 64 * 1024;
const MOST_NAME_CHARACTERS = 500;
// Neither control characters nor marks that turn the reading direction may speak to a clerk from a stranger's certificate.
const UNSHOWN = /[\p{Cc}\p{Cs}\p{Cn}\u202A-\u202E\u2066-\u2069]/gu;

/** Reads a certificate in DER; nothing when it is none. */
export function readCertificate(der: Uint8Array): KnownCertificate | undefined {
  if (der.length > MOST_BYTES) return undefined;
  try {
    const x509 = new X509Certificate(der);
    return { x509, parsed: Certificate.fromBER(Uint8Array.from(x509.raw)) };
  } catch {
    return undefined;
  }
}

/** Reads every certificate of a PEM text. @throws Error for a text that is configuration, not a stranger's, and holds none */
export function readTrustedRoots(pem: string): readonly KnownCertificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => {
    const root = readCertificate(new X509Certificate(block).raw);
    if (root === undefined) throw new Error('A trusted root cannot be read.');
    return root;
  });
}

/** Whether two are the same certificate, byte for byte. */
export function isSameCertificate(one: KnownCertificate, other: KnownCertificate): boolean {
  return one.x509.fingerprint256 === other.x509.fingerprint256;
}

/** Whether the name and the key of one are behind the other; whether it had the right to issue is another question. */
export function isIssuedBy(certificate: KnownCertificate, issuer: KnownCertificate): boolean {
  try {
    return certificate.parsed.issuer.isEqual(issuer.parsed.subject) && certificate.x509.verify(issuer.x509.publicKey);
  } catch {
    return false;
  }
}

/** The first common name and organisation of a subject or issuer. */
export function namesIn(name: RelativeDistinguishedNames): { readonly commonName: string; readonly organisation?: string } {
  const organisation = attributeOf(name, ORGANISATION);
  return { commonName: attributeOf(name, COMMON_NAME) ?? organisation ?? '', ...(organisation !== undefined && { organisation }) };
}

function attributeOf(name: RelativeDistinguishedNames, type: string): string | undefined {
  const found = name.typesAndValues.find((entry) => entry.type === type);
  if (found === undefined) return undefined;
  const value: unknown = found.value.valueBlock.value;
  const shown = typeof value === 'string' ? value.normalize('NFC').replaceAll(UNSHOWN, '').trim().slice(0, MOST_NAME_CHARACTERS) : '';
  return shown === '' ? undefined : shown;
}

/** Whether the key may be used so; a certificate without the extension forbids nothing. */
export function allowsUse({ parsed }: KnownCertificate, use: keyof typeof USAGE_BITS): boolean {
  const usage = extensionValue(parsed, KEY_USAGE);
  if (usage === undefined) return true;
  if (!(usage instanceof BitString)) return false;
  const bit = USAGE_BITS[use];
  return (((usage.valueBlock.valueHexView[0] ?? 0) >> (7 - bit)) & 1) === 1;
}

/** The extended purposes named, or nothing when the certificate names none. */
export function purposesOf({ parsed }: KnownCertificate): readonly string[] | undefined {
  const value = extensionValue(parsed, EXTENDED_KEY_USAGE);
  if (value === undefined) return undefined;
  return value instanceof ExtKeyUsage ? value.keyPurposes : [];
}

/** Whether it may issue certificates, with at most so many issuers between it and the signer. */
export function mayIssue(certificate: KnownCertificate, issuersBelow: number): boolean {
  const constraints = extensionValue(certificate.parsed, BASIC_CONSTRAINTS);
  if (!(constraints instanceof BasicConstraints) || !constraints.cA) return false;
  const { pathLenConstraint = issuersBelow } = constraints;
  const mostBelow = typeof pathLenConstraint === 'number' ? pathLenConstraint : pathLenConstraint.valueBlock.valueDec;
  if (mostBelow < issuersBelow) return false;
  return allowsUse(certificate, 'certificateSigning');
}

/** Whether it carries a critical extension that nobody here obeys; RFC 5280 §4.2 then forbids to rely on it. */
export function hasUnknownCondition({ parsed }: KnownCertificate): boolean {
  return (parsed.extensions ?? []).some((extension) => extension.critical && !OBEYED.has(extension.extnID));
}

/** Whether its key, and the way it was signed, are still safe. */
export function isStrongCertificate({ x509, parsed }: KnownCertificate): boolean {
  return isStrongKey(x509.publicKey) && isStrongSignature(parsed.signatureAlgorithm);
}

function extensionValue({ extensions = [] }: Certificate, type: string): unknown {
  const found = extensions.find(({ extnID }) => extnID === type);
  return found === undefined ? undefined : (found.parsedValue ?? null);
}

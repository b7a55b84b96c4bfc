import { X509Certificate } from 'node:crypto';
import { BitString, Constructed, fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import type { CertificateFacts, CertificateReader } from '#domain/documents/certificate-reader';

const KEY_USAGE = '2.5.29.15';
/** digitalSignature and contentCommitment, the first two bits: RFC 5280, §4.2.1.3. */
const SIGNING_BITS = 0b1100_0000;
const CONTEXT_SPECIFIC = 3;
const EXTENSIONS_TAG = 3;

/** Reads X.509 by OpenSSL, and the key usage, which Node does not show, in its ASN.1. */
export function createX509CertificateReader(): CertificateReader {
  return {
    read: (pems) => {
      const chain = pems.map(parsed);
      return chain.map((certificate, index) => certificate && factsOf(certificate, chain[index + 1]));
    },
  };
}

function parsed(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function factsOf(certificate: X509Certificate, issuer: X509Certificate | undefined): CertificateFacts {
  return {
    publicKey: certificate.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    validFrom: certificate.validFromDate.toISOString(),
    validUntil: certificate.validToDate.toISOString(),
    isAuthority: certificate.ca,
    maySign: maySign(certificate),
    isSelfSigned: isIssuedBy(certificate, certificate),
    isIssuedByNext: issuer === undefined || isIssuedBy(certificate, issuer),
  };
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** A certificate that says nothing of its usage is for anything (RFC 5280); for documents of the state we want it said. */
function maySign(certificate: X509Certificate): boolean {
  const usage = extensionOf(certificate, KEY_USAGE);
  const [bits = 0] = usage instanceof BitString ? usage.valueBlock.valueHexView : [];
  return (bits & SIGNING_BITS) !== 0;
}

/** The parsed value of an extension: Certificate → tbsCertificate → [3] → Extensions (RFC 5280, §4.1). */
function extensionOf(certificate: X509Certificate, id: string): unknown {
  const { result } = fromBER(certificate.raw);
  const [body] = result instanceof Sequence ? result.valueBlock.value : [];
  const parts = body instanceof Sequence ? body.valueBlock.value : [];
  const tagged = parts.find((part) => part instanceof Constructed && part.idBlock.tagClass === CONTEXT_SPECIFIC && part.idBlock.tagNumber === EXTENSIONS_TAG);
  const [list] = tagged instanceof Constructed ? tagged.valueBlock.value : [];
  for (const extension of list instanceof Sequence ? list.valueBlock.value : []) {
    const [name, ...rest] = extension instanceof Sequence ? extension.valueBlock.value : [];
    const value = rest.at(-1);
    if (name instanceof ObjectIdentifier && name.valueBlock.toString() === id && value instanceof OctetString) return fromBER(value.valueBlock.valueHexView).result;
  }
  return undefined;
}

import { X509Certificate } from 'node:crypto';
import { BitString, fromBER } from 'asn1js';
import { Certificate } from 'pkijs';
import type { CertificateFacts, CertificateReader } from '#domain/documents/certificate-reader';

const KEY_USAGE = '2.5.29.15';
/** digitalSignature and contentCommitment, the first two bits: RFC 5280, §4.2.1.3. */
const SIGNING_BITS = 0b1100_0000;

/** Reads X.509 by OpenSSL, and the key usage, which Node does not show, by pkijs. */
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
  const usage = Certificate.fromBER(certificate.raw).extensions?.find(({ extnID }) => extnID === KEY_USAGE);
  if (usage === undefined) return false;
  const { result } = fromBER(usage.extnValue.valueBlock.valueHexView);
  const [bits = 0] = result instanceof BitString ? result.valueBlock.valueHexView : [];
  return (bits & SIGNING_BITS) !== 0;
}

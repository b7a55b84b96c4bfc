import type { webcrypto } from 'node:crypto';
import { Enumerated } from 'asn1js';
import { CertificateRevocationList, Extension, Extensions, RevokedCertificate, type Certificate } from 'pkijs';
import { certificateFrom, timeOf } from '#local/ca/make-certificate';

/** Reasons of RFC 5280, §5.3.1, as far as an authority gives them here. */
const REASONS = { 'key-compromise': 1, 'affiliation-changed': 3, superseded: 4, 'cessation-of-operation': 5 } as const;
const VERSION_2 = 1;

export interface RevokedByAuthority {
  /** PEM. */
  readonly certificate: string;
  readonly at: Date;
  readonly reason?: keyof typeof REASONS;
}

export interface ListOrder {
  readonly revoked: readonly RevokedByAuthority[];
  readonly issuer: Certificate;
  readonly issuerKey: webcrypto.CryptoKey;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/** A list of X.509 v2 of what an authority took back, in PEM. */
export async function makeRevocationList({ revoked, issuer, issuerKey, thisUpdate, nextUpdate }: ListOrder): Promise<string> {
  const list = new CertificateRevocationList();
  list.version = VERSION_2;
  list.issuer = issuer.subject;
  list.thisUpdate = timeOf(thisUpdate);
  list.nextUpdate = timeOf(nextUpdate);
  // An empty list of entries may not stand there at all (RFC 5280, §5.1.2.6).
  if (revoked.length > 0) list.revokedCertificates = revoked.map((each) => entryOf(each));
  await list.sign(issuerKey, 'SHA-256');
  const base64 = list.toString('base64');
  return `-----BEGIN X509 CRL-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END X509 CRL-----\n`;
}

function entryOf({ certificate, at, reason }: RevokedByAuthority): RevokedCertificate {
  const userCertificate = certificateFrom(certificate).serialNumber;
  const extensions = reason === undefined ? [] : [new Extension({ extnID: '2.5.29.21', extnValue: new Enumerated({ value: REASONS[reason] }).toBER() })];
  return new RevokedCertificate({ userCertificate, revocationDate: timeOf(at), ...(extensions.length > 0 && { crlEntryExtensions: new Extensions({ extensions }) }) });
}

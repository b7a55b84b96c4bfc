import type { FaultCode } from '#domain/documents/signature-faults';
import { anAuthority, aRevocationList, type HeldCertificate, type TestAuthority } from '#test/support/builders/authority-builders';
import { aTimestampAuthority } from '#test/support/builders/cms-builders';
import { aPlainPdf, appended, objectWith, signed } from '#test/support/builders/signed-pdf-builders';

/** The people and offices of the cases. */
export interface Cast {
  readonly authority: TestAuthority;
  readonly signer: HeldCertificate;
  readonly stamper: HeldCertificate;
  /** The signed document most attacks begin with. */
  readonly original: Buffer;
}

export async function aCast(): Promise<Cast> {
  const authority = await anAuthority();
  const [signer, stamper] = await Promise.all([
    authority.issue({ usage: 0b1100_0000 }),
    authority.issue({ commonName: 'Dấu thời gian Thử nghiệm', purposes: ['1.3.6.1.5.5.7.3.8'] }),
  ]);
  return { authority, signer, stamper, original: await signed(await aPlainPdf({ withTextField: true }), { signer, certificates: [authority.issuing] }) };
}

export interface SignatureCase {
  readonly title: string;
  make(cast: Cast): Promise<Buffer>;
  readonly outcome: 'valid' | 'invalid' | 'undetermined' | 'unsigned';
  /** Faults of all signatures together. */
  readonly faults: readonly FaultCode[];
  /** What Poppler's pdfsig says of it: every signature valid over the total document, or valid but not total, or not valid. */
  readonly pdfsig: 'valid' | 'not-total' | 'invalid' | 'no-signature';
  /** Why the two judges differ, where they do. */
  readonly because?: string;
}

const PROVEN = '2026-11-26T03:00:00Z';

/** Timestamps of an authority the cast trusts. */
export function stampedBy({ stamper, authority }: Cast, at = PROVEN) {
  return aTimestampAuthority(stamper, { at, certificates: [authority.issuing] });
}

/** A plain document signed by somebody of the cast. */
export async function signedBy(cast: Cast, signer: HeldCertificate, more: { readonly signedAt?: string; readonly isStamped?: boolean } = {}): Promise<Buffer> {
  const { isStamped = false, signedAt } = more;
  return signed(await aPlainPdf(), { signer, certificates: [cast.authority.issuing], ...(signedAt !== undefined && { signedAt }), ...(isStamped && { timestamps: stampedBy(cast) }) });
}

/** Puts a store of evidence with a revocation list behind a signed file, as PAdES B-LT does. */
export async function withRevocation(pdf: Buffer, cast: Cast, on: string): Promise<Buffer> {
  return withEvidence(pdf, 'CRLs', await aRevocationList(cast.authority.issuing, [{ held: cast.signer, on }]));
}

/** Puts one piece of evidence behind a signed file. */
export function withEvidence(pdf: Buffer, kind: 'CRLs' | 'OCSPs', der: Uint8Array): Buffer {
  const catalogue = objectWith(pdf, '/Type /Catalog');
  return appended(pdf, {
    [catalogue.number]: catalogue.body.replace('<<', '<< /DSS 900 0 R'),
    900: `<< /${kind} [901 0 R] >>`,
    901: `<< /Length ${String(der.length)} >>\nstream\n${Buffer.from(der).toString('latin1')}\nendstream`,
  });
}

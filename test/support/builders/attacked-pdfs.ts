import { deflateSync } from 'node:zlib';
import type { FaultCode } from '#domain/documents/signature-faults';
import { aCertificate, anAuthority, aRevocationList, anUnknownCondition, type HeldCertificate, type TestAuthority } from '#test/support/builders/authority-builders';
import { aCms, aTimestampAuthority } from '#test/support/builders/cms-builders';
import { aPlainPdf, appended, cmsOf, digestOf, objectWith, placeOfSignature, replaced, signed, withCms } from '#test/support/builders/signed-pdf-builders';

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

function stampedBy({ stamper, authority }: Cast, at = PROVEN) {
  return aTimestampAuthority(stamper, { at, certificates: [authority.issuing] });
}

async function signedBy(cast: Cast, signer: HeldCertificate, more: { readonly signedAt?: string; readonly isStamped?: boolean } = {}): Promise<Buffer> {
  const { isStamped = false, signedAt } = more;
  return signed(await aPlainPdf(), { signer, certificates: [cast.authority.issuing], ...(signedAt !== undefined && { signedAt }), ...(isStamped && { timestamps: stampedBy(cast) }) });
}

/** Puts a store of evidence with a revocation list behind a signed file, as PAdES B-LT does. */
async function withRevocation(pdf: Buffer, cast: Cast, on: string): Promise<Buffer> {
  const list = await aRevocationList(cast.authority.issuing, [{ held: cast.signer, on }]);
  const catalogue = objectWith(pdf, '/Type /Catalog');
  return appended(pdf, {
    [catalogue.number]: catalogue.body.replace('<<', '<< /DSS 900 0 R'),
    900: '<< /CRLs [901 0 R] >>',
    901: `<< /Length ${String(list.length)} >>\nstream\n${Buffer.from(list).toString('latin1')}\nendstream`,
  });
}

const HONEST: readonly SignatureCase[] = [
  { title: 'one signature, B-B', make: async ({ original }) => original, outcome: 'valid', faults: [], pdfsig: 'valid' },
  { title: 'one signature, B-T', make: (cast) => signedBy(cast, cast.signer, { isStamped: true }), outcome: 'valid', faults: [], pdfsig: 'valid' },
  {
    title: 'two signatures, one after the other',
    make: async ({ original, authority }) => signed(original, { signer: await authority.issue({ commonName: 'UBND phường Mẫu' }), certificates: [authority.issuing], fieldName: 'Seal' }),
    outcome: 'valid',
    faults: [],
    pdfsig: 'not-total',
    because: 'pdfsig says of the first of two honest signatures that it is not over the total document, and leaves it to the reader what came after',
  },
  {
    title: 'an RSA key of 2048 bits',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ rsaBits: 2048 })),
    outcome: 'valid',
    faults: [],
    pdfsig: 'valid',
  },
  {
    title: 'the older format of Adobe, with SHA-256',
    make: async ({ signer, authority }) => signed(await aPlainPdf(), { signer, certificates: [authority.issuing], subFilter: 'adbe.pkcs7.detached' }),
    outcome: 'valid',
    faults: [],
    pdfsig: 'valid',
  },
  {
    title: 'a certificate that expired after a proven time of signing',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ until: '2026-11-26T12:00:00Z' }), { isStamped: true }),
    outcome: 'valid',
    faults: [],
    pdfsig: 'valid',
  },
  {
    title: 'a certificate that was revoked after a proven time of signing',
    make: async (cast) => withRevocation(await signedBy(cast, cast.signer, { isStamped: true }), cast, '2026-11-26T20:00:00Z'),
    outcome: 'valid',
    faults: [],
    pdfsig: 'not-total',
    because: 'the evidence was appended after the signature, as PAdES B-LT appends it',
  },
  { title: 'no signature at all', make: () => aPlainPdf(), outcome: 'unsigned', faults: [], pdfsig: 'no-signature' },
];

const CHANGED: readonly SignatureCase[] = [
  {
    title: 'a word replaced in what was signed',
    make: async ({ original }) => replaced(original, '/Reason (Phe duyet)', '/Reason (Tu  choi )'),
    outcome: 'invalid',
    faults: ['bytes-changed'],
    pdfsig: 'invalid',
  },
  {
    title: 'a page drawn anew by an incremental update',
    make: async ({ original }) => {
      const page = objectWith(original, '/Type /Page\n');
      return appended(original, { [page.number]: page.body.replace(/\/Contents \d+ 0 R/, '/Contents 900 0 R'), 900: '<< /Length 3 >>\nstream\nq Q\nendstream' });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'an annotation laid over the page',
    make: async ({ original }) => {
      const page = objectWith(original, '/Type /Page\n');
      const annots = /\/Annots (\d+) 0 R/.exec(page.body)?.[1];
      const stamp = '<< /Type /Annot /Subtype /FreeText /Rect [50 50 300 300] /Contents (Huy bo) /DA (/Helv 12 Tf) >>';
      return annots === undefined
        ? appended(original, { [page.number]: page.body.replace('/Annots [', '/Annots [900 0 R '), 900: stamp })
        : appended(original, { [annots]: '[900 0 R]', 900: stamp });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'a form value changed after signing',
    make: async ({ original }) => {
      const field = objectWith(original, '(amount)');
      return appended(original, { [field.number]: field.body.replace('(1000000)', '(9000000)') });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'an action put into the catalogue',
    make: async ({ original }) => {
      const catalogue = objectWith(original, '/Type /Catalog');
      return appended(original, { [catalogue.number]: catalogue.body.replace('<<', '<< /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>') });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'another catalogue put in the place of the first, with the signature still in it (hide and replace)',
    make: async ({ original }) => {
      const catalogue = objectWith(original, '/Type /Catalog');
      return appended(
        original,
        { 900: catalogue.body.replace(/\/Pages \d+ 0 R/, '/Pages 901 0 R'), 901: '<< /Type /Pages /Kids [902 0 R] /Count 1 >>', 902: '<< /Type /Page /Parent 901 0 R /MediaBox [0 0 595 842] >>' },
        { root: 900 },
      );
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'an empty signature field with a picture, laid over the page',
    make: async ({ original }) => {
      const form = objectWith(original, '/SigFlags');
      return appended(original, {
        [form.number]: form.body.replace('/Fields [', '/Fields [900 0 R '),
        900: '<< /FT /Sig /T (Cover) /Type /Annot /Subtype /Widget /Rect [0 0 595 842] /AP << /N 901 0 R >> >>',
        901: '<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 3 >>\nstream\nq Q\nendstream',
      });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'objects behind the signed part that no table leads to, for programs that repair',
    make: async ({ original }) => {
      const hidden = `${String(objectWith(original, 'stream').number)} 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n`;
      const before = Buffer.concat([original, Buffer.from(hidden, 'latin1'), original.subarray(original.lastIndexOf('startxref'))]);
      return appended(before, { 900: 'null' });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'bytes appended behind the end',
    make: async ({ original }) => Buffer.concat([original, Buffer.from('PK\u0003\u0004 hidden archive')]),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'not-total',
  },
];

const WRAPPED: readonly SignatureCase[] = [
  {
    title: 'no /Contents (universal forgery)',
    make: async ({ original }) => replaced(original, '/Contents <3', '/Kontents <3'),
    outcome: 'invalid',
    faults: ['signature-incomplete'],
    pdfsig: 'invalid',
  },
  {
    title: 'no /ByteRange (universal forgery)',
    make: async ({ original }) => replaced(original, '/ByteRange [', '/BiteRange ['),
    outcome: 'invalid',
    faults: ['signature-incomplete'],
    pdfsig: 'invalid',
  },
  {
    title: 'an empty range',
    make: async ({ original }) => withRange(original, '0 0 0 0'),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'invalid',
  },
  {
    title: 'a range with a negative number',
    make: async ({ original }) => withRange(original, `0 ${String(placeOfSignature(original).gapStart)} -5 10`),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'invalid',
  },
  {
    title: 'a range whose parts overlap',
    make: async ({ original }) => withRange(original, `0 ${String(placeOfSignature(original).gapEnd)} ${String(placeOfSignature(original).gapStart)} 10`),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'invalid',
  },
  {
    title: 'a gap wider than the signature (signature wrapping)',
    make: async (cast) => wrapped(cast),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'invalid',
  },
  {
    title: 'a signer who left a hole beside his own signature, to fill it later',
    make: async (cast) => {
      const holed = wrapped(cast);
      return withCms(holed, await aCms({ signer: cast.signer, certificates: [cast.authority.issuing], digest: digestOf(holed) }), cast.original);
    },
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'not-total',
  },
  {
    title: 'the signature of another file',
    make: async ({ original, signer, authority }) => withCms(original, cmsOf(await signed(await aPlainPdf({ text: 'Another document' }), { signer, certificates: [authority.issuing] }))),
    outcome: 'invalid',
    faults: ['bytes-changed'],
    pdfsig: 'invalid',
  },
  {
    title: 'two fields under one name',
    make: async ({ original }) => {
      const form = objectWith(original, '/SigFlags');
      const field = objectWith(original, '(Signature1)');
      return appended(original, { [form.number]: form.body.replace('/Fields [', '/Fields [900 0 R '), 900: field.body });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing', 'signature-ambiguous'],
    pdfsig: 'not-total',
  },
  {
    title: 'the form taken out of the document, and with it the signature',
    make: async ({ original }) => {
      const catalogue = objectWith(original, '/Type /Catalog');
      return appended(original, { [catalogue.number]: catalogue.body.replace(/\/AcroForm \d+ 0 R/, '') });
    },
    outcome: 'invalid',
    faults: ['signature-removed'],
    pdfsig: 'no-signature',
    because: 'pdfsig finds no signature any more and says so; the clerk should know that there was one',
  },
  {
    title: 'cut off in the middle of the signature',
    make: async ({ original }) => original.subarray(0, placeOfSignature(original).gapStart + 500),
    outcome: 'invalid',
    faults: ['signature-removed'],
    pdfsig: 'no-signature',
    because: 'pdfsig finds no signature any more and says so; the clerk should know that there was one',
  },
  {
    title: 'something hidden behind the signature in its own place',
    make: async ({ original }) => withCms(original, Buffer.concat([cmsOf(original), Buffer.from('hidden')])),
    outcome: 'invalid',
    faults: ['signature-unreadable'],
    pdfsig: 'not-total',
  },
];

const CERTIFIED: readonly SignatureCase[] = [
  {
    title: 'an authority nobody here recognises',
    make: async () => {
      const stranger = await anAuthority('Không ai biết');
      return signed(await aPlainPdf(), { signer: await stranger.issue(), certificates: [stranger.issuing, stranger.root] });
    },
    outcome: 'undetermined',
    faults: ['chain-untrusted'],
    pdfsig: 'valid',
    because: 'the signature itself is whole; pdfsig says apart that the issuer is unknown',
  },
  {
    title: 'a certificate the signer made for himself',
    make: async () => signed(await aPlainPdf(), { signer: await aCertificate({ commonName: 'Chủ tịch UBND' }) }),
    outcome: 'undetermined',
    faults: ['self-signed'],
    pdfsig: 'valid',
    because: 'the signature itself is whole; pdfsig says apart that the issuer is not trusted',
  },
  {
    title: 'an authority of the same name with another key',
    make: async ({ authority }) => {
      const impostor = await aCertificate({ commonName: 'Chứng thực Thử nghiệm cấp 2', organisation: 'Thử nghiệm', isAuthority: true });
      return signed(await aPlainPdf(), { signer: await aCertificate({ issuer: impostor }), certificates: [authority.issuing] });
    },
    outcome: 'undetermined',
    faults: ['chain-untrusted'],
    pdfsig: 'valid',
    because: 'as for any unknown issuer',
  },
  {
    title: 'a signer who was issued by another signer, not by an authority',
    make: async ({ authority, signer }) => signed(await aPlainPdf(), { signer: await aCertificate({ commonName: 'Kẻ mạo danh', issuer: signer }), certificates: [signer, authority.issuing] }),
    outcome: 'invalid',
    faults: ['chain-broken'],
    pdfsig: 'valid',
    because: 'pdfsig judges the chain apart from the signature',
  },
  {
    title: 'a certificate that has expired since, with no proof of the time of signing',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ until: '2026-11-26T12:00:00Z' })),
    outcome: 'undetermined',
    faults: ['certificate-expired'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
  {
    title: 'a signature claimed for a time after the certificate had expired',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ until: '2026-06-01' })),
    outcome: 'invalid',
    faults: ['certificate-expired', 'signed-outside-validity'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
  {
    title: 'a signature proven to be from before the certificate',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ from: '2026-11-26T10:00:00Z' }), { isStamped: true, signedAt: '2026-11-26T11:00:00Z' }),
    outcome: 'invalid',
    faults: ['signed-outside-validity'],
    pdfsig: 'valid',
    because: 'pdfsig does not verify timestamps',
  },
  {
    title: 'a certificate not yet in force',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ from: '2027-06-01' }), { signedAt: '2027-07-01T00:00:00Z' }),
    outcome: 'undetermined',
    faults: ['certificate-not-yet-valid'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
  {
    title: 'a certificate revoked before, by a list in the file',
    make: async (cast) => withRevocation(cast.original, cast, '2026-10-01T00:00:00Z'),
    outcome: 'invalid',
    faults: ['revoked'],
    pdfsig: 'not-total',
  },
  {
    title: 'a certificate revoked later, with nothing but a claim for the time of signing',
    make: async (cast) => withRevocation(cast.original, cast, '2026-11-26T20:00:00Z'),
    outcome: 'invalid',
    faults: ['revoked'],
    pdfsig: 'not-total',
  },
  {
    title: 'a certificate for a web server',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ purposes: ['1.3.6.1.5.5.7.3.1'] })),
    outcome: 'invalid',
    faults: ['key-usage'],
    pdfsig: 'valid',
    because: 'pdfsig does not ask what the certificate is for',
  },
  {
    title: 'a certificate with a condition nobody here can check',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ extra: [anUnknownCondition()] })),
    outcome: 'undetermined',
    faults: ['certificate-unknown-condition'],
    pdfsig: 'valid',
    because: 'pdfsig judges the certificate apart from the signature',
  },
];

const WEAK: readonly SignatureCase[] = [
  {
    title: 'SHA-1',
    make: async ({ original, signer, authority }) => withCms(original, await aCms({ signer, certificates: [authority.issuing], hash: 'SHA-1', digest: digestOf(original, 'sha1') })),
    outcome: 'invalid',
    faults: ['weak-algorithm'],
    pdfsig: 'valid',
    because: 'Poppler 22.12 still takes SHA-1',
  },
  {
    title: 'an RSA key of 1024 bits',
    make: async (cast) => signedBy(cast, await cast.authority.issue({ rsaBits: 1024 })),
    outcome: 'invalid',
    faults: ['weak-algorithm'],
    pdfsig: 'valid',
    because: 'Poppler 22.12 takes any length NSS takes',
  },
  {
    title: 'the old format that hashes with SHA-1 (adbe.x509.rsa_sha1)',
    make: async ({ original }) => replaced(original, '/SubFilter /ETSI.CAdES.detached', '/SubFilter /adbe.x509.rsa_sha1 '),
    outcome: 'invalid',
    faults: ['weak-algorithm'],
    pdfsig: 'invalid',
  },
  {
    title: 'the right bytes signed with another key than that of the certificate',
    make: async ({ original, signer, authority, stamper }) => {
      const crossed = { ...signer, keys: stamper.keys };
      return withCms(original, await aCms({ signer: crossed, certificates: [authority.issuing], digest: digestOf(original) }));
    },
    outcome: 'invalid',
    faults: ['signature-wrong'],
    pdfsig: 'invalid',
  },
  {
    title: 'signed attributes that name another certificate',
    make: async ({ original, signer, authority, stamper }) => withCms(original, await aCms({ signer, certificates: [authority.issuing], digest: digestOf(original), namedCertificate: stamper })),
    outcome: 'invalid',
    faults: ['signed-attributes-wrong'],
    pdfsig: 'valid',
    because: 'pdfsig does not read the attribute that binds the certificate',
  },
  {
    title: 'a PAdES signature that names no certificate',
    make: async ({ original, signer, authority }) => withCms(original, await aCms({ signer, certificates: [authority.issuing], digest: digestOf(original), namedCertificate: 'none' })),
    outcome: 'invalid',
    faults: ['signed-attributes-wrong'],
    pdfsig: 'valid',
    because: 'pdfsig does not read the attribute that binds the certificate',
  },
  {
    title: 'a timestamp of another signature',
    make: async (cast) => {
      const other = await stampedBy(cast).timestamp(Buffer.alloc(32, 1));
      return signed(await aPlainPdf(), { signer: cast.signer, certificates: [cast.authority.issuing], timestamps: { timestamp: async () => other } });
    },
    outcome: 'invalid',
    faults: ['timestamp-broken'],
    pdfsig: 'valid',
    because: 'pdfsig does not verify timestamps',
  },
  {
    title: 'a timestamp by somebody who may not stamp',
    make: async (cast) => signed(await aPlainPdf(), { signer: cast.signer, certificates: [cast.authority.issuing], timestamps: aTimestampAuthority(cast.signer, { certificates: [cast.authority.issuing] }) }),
    outcome: 'undetermined',
    faults: ['timestamp-untrusted'],
    pdfsig: 'valid',
    because: 'pdfsig does not verify timestamps',
  },
];

/** Every honest and every attacked file, and what two judges say of it. */
export const SIGNATURE_CASES: readonly SignatureCase[] = [...HONEST, ...CHANGED, ...WRAPPED, ...CERTIFIED, ...WEAK];

function withRange(pdf: Buffer, numbers: string): Buffer {
  const at = pdf.lastIndexOf('/ByteRange');
  const close = pdf.indexOf(']', at);
  const room = close - pdf.indexOf('[', at) - 1;
  return Buffer.concat([pdf.subarray(0, pdf.indexOf('[', at) + 1), Buffer.from(numbers.padEnd(room).slice(0, room), 'latin1'), pdf.subarray(close)]);
}

/** The gap reaches beyond the signature, so that the claimed time of signing lies in it too. */
function wrapped({ original }: Cast): Buffer {
  const { gapStart, gapEnd, end } = placeOfSignature(original);
  return withRange(original, `0 ${String(gapStart)} ${String(gapEnd + 20)} ${String(end - gapEnd - 20)}`);
}

/** A file that would unpack to gigabytes in whoever looks for its objects. */
export function aBomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(80 * 1024 * 1024));
  const head = `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${String(packed.length)} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n', 'latin1')]);
}

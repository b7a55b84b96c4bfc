import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signatureLines } from '#domain/documents/signature-block';
import type { DocumentSigner, SigningIdentity, SigningOrder } from '#domain/documents/signing';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createPadesSigner, type PadesSettings } from '#functions/adapters/pades/pades-signer';
import { createHttpTimestampAuthority } from '#functions/adapters/timestamps/http-timestamp-authority';
import { signsDocuments } from '#test/support/contracts/document-signer.contract';
import { createAppendingDocumentSigner } from '#test/support/fakes/appending-document-signer';
import { embeddedSignatures } from '#test/support/signing/embedded-signatures';
import { judged, rewritten, testWith } from '#test/support/signing/judges';
import { samplePdf, tinos } from '#test/support/signing/sample-pdf';
import { openSigningOffice, type SigningOffice } from '#local/ca/signing-office';

let office: SigningOffice;
let officer: SigningIdentity;
let agency: SigningIdentity;
let pdf: Buffer;

beforeAll(async () => {
  office = await openSigningOffice();
  officer = await office.identityOf({ capacity: 'officer', algorithm: 'ecdsa-p256-sha256', displayName: 'Nguyễn Văn Ánh', officer: 'head-an-hoa' });
  agency = await office.identityOf({ capacity: 'agency', algorithm: 'rsa-pkcs1-sha256', displayName: 'Ủy ban nhân dân phường An Hòa' });
  pdf = await samplePdf(2);
});
afterAll(() => office.close());

function signerWith(settings: Partial<PadesSettings> = {}): DocumentSigner {
  return createPadesSigner({ key: createKmsDocumentKey(office.kms), font: tinos(), ...settings });
}

function withTimestamps(): DocumentSigner {
  return signerWith({ timestamps: createHttpTimestampAuthority({ url: office.tsa.url }) });
}

// Other programs ask the machine's clock whether a certificate is in force.
const signedAt = `${new Date().toISOString().slice(0, 19)}Z`;

function byOfficer(overrides: Partial<SigningOrder> = {}): SigningOrder {
  const lines = signatureLines({ identity: { ...officer, position: 'CHỦ TỊCH' }, agencyName: 'Ủy ban nhân dân phường An Hòa', signedAt });
  return { pdf, identity: officer, signedAt, fieldName: 'officer-1', reason: 'Ký duyệt', visible: { pageIndex: 1, rectangle: { x: 320, y: 200, width: 200, height: 70 }, lines }, ...overrides };
}

function byAgency(overrides: Partial<SigningOrder> = {}): SigningOrder {
  const lines = signatureLines({ identity: agency, agencyName: '', signedAt });
  return { pdf, identity: agency, signedAt, fieldName: 'agency-1', reason: 'Đóng dấu', visible: { pageIndex: 0, rectangle: { x: 380, y: 760, width: 160, height: 50 }, lines }, ...overrides };
}

async function signedByBoth(signer: DocumentSigner): Promise<Uint8Array> {
  const first = await signer.sign(byOfficer());
  return (await signer.sign(byAgency({ pdf: first.pdf }))).pdf;
}

describe('the signer of PDFs', () => {
  signsDocuments(() => ({ signer: signerWith(), pdf, officer, agency }));

  it('covers every byte of the file but the signature itself', async () => {
    const signed = await signedByBoth(signerWith());
    const [first, second] = embeddedSignatures(signed);
    expect(first?.byteRange[0]).toBe(0);
    const [start = 0, length = 0, next = 0, rest = 0] = second?.byteRange ?? [];
    expect(start).toBe(0);
    expect(next + rest).toBe(signed.length);
    expect(Buffer.from(signed.subarray(length, next)).toString('latin1')).toMatch(/^<[0-9a-fA-F]+>$/);
  });

  it('an order is B-B without an authority of timestamps and B-T with one', async () => {
    expect((await signerWith().sign(byOfficer())).level).toBe('B-B');
    expect((await withTimestamps().sign(byOfficer())).level).toBe('B-T');
  });

  it('signs scans of many pages, and whatever words the block has, without changing an earlier byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.stringMatching(/^[A-Za-zÀ-ỹ ]{0,60}$/), { maxLength: 5 }), async (pages, lines) => {
        const before = await samplePdf(pages);
        const { pdf: after } = await signerWith().sign(byAgency({ pdf: before, visible: { pageIndex: pages - 1, rectangle: { x: 50, y: 50, width: 120, height: 40 }, lines } }));
        expect(Buffer.from(after.subarray(0, before.length)).equals(before)).toBe(true);
        const [only] = embeddedSignatures(after);
        expect(only?.cms.includes(createHash('sha256').update(only.covered).digest())).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it('a page that is not there is refused, and a file that cannot be appended to', async () => {
    await expect(signerWith().sign(byOfficer({ visible: { pageIndex: 2, rectangle: { x: 0, y: 0, width: 10, height: 10 }, lines: [] } }))).rejects.toThrow('no page 2');
    await expect(signerWith().sign(byOfficer({ pdf: Buffer.from('%PDF-1.7 nothing else') }))).rejects.toThrow();
  });

  it('nobody signs with a certificate that is not in force at the claimed time', async () => {
    for (const instant of [officer.validUntil, new Date(Date.parse(officer.validFrom) - 1).toISOString()]) await expect(signerWith().sign(byOfficer({ signedAt: instant }))).rejects.toThrow('not in force');
  });

  it('the claimed time stands in the signature dictionary alone, and the certificate is bound by its hash', async () => {
    const { pdf: signed } = await signerWith().sign(byOfficer());
    expect(Buffer.from(signed).toString('latin1')).toContain(`/M (D:${signedAt.replaceAll(/[-:TZ]/g, '')}Z)`);
    const [only] = embeddedSignatures(signed);
    const signingTime = Buffer.from('06092a864886f70d010905', 'hex');
    const signingCertificateV2 = Buffer.from('060b2a864886f70d010910022f', 'hex');
    expect(only?.cms.includes(signingTime)).toBe(false);
    expect(only?.cms.includes(signingCertificateV2)).toBe(true);
  });
});

describe('when no timestamp can be had', () => {
  const lost = { timestamp: () => Promise.reject(new Error('the authority is down')) };

  it('the document is signed all the same, says that it is B-B, and somebody is told', async () => {
    const told: unknown[] = [];
    const { level } = await signerWith({ timestamps: lost, onTimestampFailure: (error) => told.push(error) }).sign(byOfficer());
    expect(level).toBe('B-B');
    expect(told).toHaveLength(1);
  });

  it('it is not signed where the deployment wants a timestamp in any case', async () => {
    await expect(signerWith({ timestamps: lost, withoutTimestamp: 'refuse' }).sign(byOfficer())).rejects.toMatchObject({ details: { kind: 'unavailable', code: 'timestamp-unavailable' } });
  });
});

describe('the stand-in of tests', () => {
  signsDocuments(() => ({ signer: createAppendingDocumentSigner(), pdf, officer, agency }));
});

describe('in the eyes of independent programs', () => {
  const stamped = { 'B-B': () => signerWith(), 'B-T': () => withTimestamps() } as const;

  for (const level of ['B-B', 'B-T'] as const) {
    testWith('pdfsig')(`pdfsig finds one ${level} signature valid, over the whole document`, async () => {
      const said = judged('pdfsig', { 'a.pdf': (await stamped[level]().sign(byOfficer())).pdf }, (path) => [path('a.pdf')]);
      expect(said).toContain('Signer Certificate Common Name: Nguyễn Văn Ánh');
      expect(said).toContain('Signature Type: ETSI.CAdES.detached');
      expect(said).toContain('Total document signed');
      expect(said.match(/Signature is Valid\./g)).toHaveLength(1);
    });

    testWith('pdfsig')(`pdfsig finds both ${level} signatures valid, the later one over the whole document`, async () => {
      const said = judged('pdfsig', { 'a.pdf': await signedByBoth(stamped[level]()) }, (path) => [path('a.pdf')]);
      expect(said.match(/Signature is Valid\./g)).toHaveLength(2);
      expect(said.match(/Total document signed|Not total document signed/g)).toEqual(['Not total document signed', 'Total document signed']);
    });

    testWith('openssl')(`openssl verifies the CAdES signature of ${level} up to the root`, async () => {
      for (const { cms, covered } of embeddedSignatures(await signedByBoth(stamped[level]()))) {
        const said = judged('openssl', { 'cms.der': cms, covered, 'root.pem': office.authority.root }, (path) => ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', path('cms.der'), '-content', path('covered'), '-CAfile', path('root.pem'), '-purpose', 'any', '-out', path('out')]);
        expect(said).toContain('CAdES Verification successful');
      }
    });
  }

  testWith('pdfsig')('one changed byte is found', async () => {
    const signed = Buffer.from((await signerWith().sign(byOfficer())).pdf);
    signed[200] = (signed[200] ?? 0) ^ 1;
    expect(judged('pdfsig', { 'a.pdf': signed }, (path) => [path('a.pdf')])).not.toContain('Signature is Valid');
  });

  testWith('qpdf')('qpdf finds nothing wrong with a file signed twice', async () => {
    expect(judged('qpdf', { 'a.pdf': await signedByBoth(withTimestamps()) }, (path) => ['--check', path('a.pdf')])).toContain('No syntax or stream encoding errors found');
  });

  testWith('qpdf')('a file with compressed objects is appended to in its own manner, and stays valid', async () => {
    const packed = rewritten(pdf, '--object-streams=generate');
    expect(packed.includes('/ObjStm')).toBe(true);
    const { pdf: signed } = await signerWith().sign(byOfficer({ pdf: packed }));
    expect(judged('qpdf', { 'a.pdf': signed }, (path) => ['--check', path('a.pdf')])).toContain('No syntax or stream encoding errors found');
    const [only] = embeddedSignatures(signed);
    expect(only?.cms.includes(createHash('sha256').update(only.covered).digest())).toBe(true);
  });

  testWith('qpdf')('an encrypted file is refused', async () => {
    await expect(signerWith().sign(byOfficer({ pdf: rewritten(pdf, '--encrypt', '', 'owner', '256', '--') }))).rejects.toThrow('cannot be appended to');
  });

  testWith('qpdf', 'pdfsig')('a web-optimised file is appended to, and its signature covers it whole', async () => {
    const { pdf: signed } = await signerWith().sign(byOfficer({ pdf: rewritten(pdf, '--linearize') }));
    const said = judged('pdfsig', { 'a.pdf': signed }, (path) => [path('a.pdf')]);
    expect(said).toContain('Total document signed');
    expect(said).toContain('Signature is Valid.');
  });

  testWith('qpdf')('the structure for screen readers is still there, and the widgets speak', async () => {
    const said = judged('qpdf', { 'a.pdf': await signedByBoth(signerWith()) }, (path) => ['--json', path('a.pdf')]);
    expect(said).toContain('/StructTreeRoot');
    expect(said).toContain('Ký bởi: Nguyễn Văn Ánh; Chức vụ: CHỦ TỊCH; Cơ quan: Ủy ban nhân dân phường An Hòa; Thời gian ký: ');
  });

  testWith('pdftotext')('the visible block can be read with every diacritic', async () => {
    const said = judged('pdftotext', { 'a.pdf': await signedByBoth(signerWith()) }, (path) => ['-layout', path('a.pdf'), '-']);
    expect(said.normalize('NFC')).toMatch(/Thời gian ký: \d{2}-\d{2}-\d{4} \d{2}:\d{2}:\d{2} \+07:00/);
    expect(said.normalize('NFC')).toContain('Chức vụ: CHỦ TỊCH');
  });
});

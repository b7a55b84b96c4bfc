import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignatureVerifier } from '#domain/documents/signature-report';
import type { DocumentSigner, SigningIdentity } from '#domain/documents/signing';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createPadesSigner } from '#functions/adapters/pades/pades-signer';
import { createVaultSignatureVerifier } from '#functions/adapters/pades/vault-signature-verifier';
import { createHttpTimestampAuthority } from '#functions/adapters/timestamps/http-timestamp-authority';
import { samplePdf, tinos } from '#test/support/signing/sample-pdf';
import { openSigningOffice, type SigningOffice } from '#local/ca/signing-office';

const ROOTS_KEY = 'trust/roots-1.pem';

let office: SigningOffice;
let officer: SigningIdentity;
let seal: SigningIdentity;
let verifier: SignatureVerifier;
let files: Map<string, Uint8Array>;

beforeAll(async () => {
  office = await openSigningOffice();
  officer = await office.identityOf({ capacity: 'officer', algorithm: 'ecdsa-p256-sha256', displayName: 'Nguyễn Văn Ánh', officer: 'head-an-hoa' });
  seal = await office.identityOf({ capacity: 'agency', algorithm: 'rsa-pkcs1-sha256', displayName: 'Ủy ban nhân dân phường An Hòa' });
  files = new Map([[ROOTS_KEY, Buffer.from(office.authority.root)]]);
  verifier = createVaultSignatureVerifier({ vault: { read: async (key) => files.get(key) }, rootsKey: ROOTS_KEY });
});
afterAll(() => office.close());

function signer(isStamped: boolean): DocumentSigner {
  return createPadesSigner({ key: createKmsDocumentKey(office.kms), font: tinos(), ...(isStamped && { timestamps: createHttpTimestampAuthority({ url: office.tsa.url }) }) });
}

async function signedByBoth(isStamped: boolean): Promise<Uint8Array> {
  const signedAt = new Date(office.clock.now()).toISOString();
  const visible = { pageIndex: 1, rectangle: { x: 320, y: 200, width: 200, height: 70 }, lines: ['Ký bởi: Nguyễn Văn Ánh'] };
  const first = await signer(isStamped).sign({ pdf: await samplePdf(2), identity: officer, signedAt, fieldName: 'officer-1', reason: 'Ký duyệt', visible });
  const second = await signer(isStamped).sign({ pdf: first.pdf, identity: seal, signedAt, fieldName: 'agency-1', reason: 'Đóng dấu', visible: { ...visible, pageIndex: 0 } });
  return second.pdf;
}

const now = () => new Date(office.clock.now()).toISOString();

describe('What our own offices sign', () => {
  it.each([['B-B', false], ['B-T', true]] as const)('the officer and then the agency, both visible, at level %s: both signatures hold', async (level, isStamped) => {
    const report = await verifier.verify(await signedByBoth(isStamped), now());
    expect(report).toMatchObject({ outcome: 'valid', signatures: [{ fieldName: 'officer-1', signer: 'Nguyễn Văn Ánh', level, faults: [] }, { fieldName: 'agency-1', signer: 'Ủy ban nhân dân phường An Hòa', level, faults: [] }] });
    expect(report.signatures.every(({ provenAt }) => (provenAt !== undefined) === isStamped)).toBe(true);
  });

  it('with no roots in the vault nobody is trusted, until the file is there', async () => {
    const pdf = await signedByBoth(false);
    const late = new Map<string, Uint8Array>();
    const waiting = createVaultSignatureVerifier({ vault: { read: async (key) => late.get(key) }, rootsKey: ROOTS_KEY });
    await expect(waiting.verify(pdf, now())).resolves.toMatchObject({ outcome: 'undetermined' });
    late.set(ROOTS_KEY, Buffer.from(office.authority.root));
    await expect(waiting.verify(pdf, now())).resolves.toMatchObject({ outcome: 'valid' });
  });
});

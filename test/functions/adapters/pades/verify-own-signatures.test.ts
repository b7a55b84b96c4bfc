import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignatureVerifier } from '#domain/documents/signature-report';
import type { DocumentSigner, SigningIdentity } from '#domain/documents/signing';
import { Temporal } from '#domain/kernel/temporal';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createPadesSigner } from '#functions/adapters/pades/pades-signer';
import { createVaultSignatureVerifier } from '#functions/adapters/pades/vault-signature-verifier';
import type { TrustInVault } from '#functions/adapters/pades/vault-trust';
import { createHttpTimestampAuthority } from '#functions/adapters/timestamps/http-timestamp-authority';
import { judged, testWith } from '#test/support/signing/judges';
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
  verifier = verifierOf(files);
});
afterAll(() => office.close());

function verifierOf(vault: Map<string, Uint8Array>, more: Partial<TrustInVault> = {}): SignatureVerifier {
  const clock = () => Temporal.Instant.fromEpochMilliseconds(office.clock.now());
  return createVaultSignatureVerifier({ vault: { read: async (key) => vault.get(key) }, rootsKey: ROOTS_KEY, listsFolder: 'trust/revocation', demandsRevocation: false, now: clock, ...more });
}

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
    const waiting = verifierOf(late);
    await expect(waiting.verify(pdf, now())).resolves.toMatchObject({ outcome: 'undetermined', signatures: [{ faults: [{ code: 'authorities-unknown' }] }, { faults: [{ code: 'authorities-unknown' }] }] });
    late.set(ROOTS_KEY, Buffer.from(office.authority.root));
    await expect(waiting.verify(pdf, now())).resolves.toMatchObject({ outcome: 'valid' });
  });

  it('a list of the day, laid into the vault, withdraws an officer\'s certificate, but not what a timestamp proves to be older', async () => {
    const plain = await signedByBoth(false);
    const stamped = await signedByBoth(true);
    const revokedAt = new Date(office.clock.now() + 60_000);
    const own = officer.certificates[0] ?? '';
    const list = await office.authority.revocationList({ revoked: [{ certificate: own, at: revokedAt, reason: 'key-compromise' }] });
    const day = new Date(office.clock.now() - 3 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    const told = verifierOf(new Map([...files, [`trust/revocation/${day}.pem`, Buffer.from(list)]]));
    const later = new Date(revokedAt.getTime() + 60_000).toISOString();
    await expect(told.verify(plain, later)).resolves.toMatchObject({ outcome: 'invalid', signatures: [{ outcome: 'invalid', faults: [{ code: 'revoked', etsi: 'INDETERMINATE/REVOKED_NO_POE' }] }, { outcome: 'valid' }] });
    await expect(told.verify(stamped, later)).resolves.toMatchObject({ outcome: 'valid' });
    // What we had in our hands before the certificate was withdrawn was signed before.
    await expect(told.verify(plain, now())).resolves.toMatchObject({ outcome: 'valid' });
  });

  testWith('openssl')("OpenSSL finds the same certificate withdrawn by the authority's list, and the other one good", async () => {
    const list = await office.authority.revocationList({ revoked: [{ certificate: officer.certificates[0] ?? '', at: new Date(office.clock.now() - 1000) }] });
    const given = { 'root.pem': office.authority.root, 'issuing.pem': officer.certificates[1] ?? '', 'list.pem': list, 'officer.pem': officer.certificates[0] ?? '', 'seal.pem': seal.certificates[0] ?? '' };
    const verdictOn = (name: string) => judged('openssl', given, (path) => ['verify', '-crl_check', '-CAfile', path('root.pem'), '-untrusted', path('issuing.pem'), '-CRLfile', path('list.pem'), path(name)]);
    expect(verdictOn('officer.pem')).toContain('certificate revoked');
    expect(verdictOn('seal.pem')).toMatch(/seal\.pem: OK/);
  });
});

import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { signatureLines } from '#domain/documents/signature-block';
import { registeredIdentity, type RegisteredIdentity } from '#domain/documents/signing-identity';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createPadesSigner } from '#functions/adapters/pades/pades-signer';
import { createHttpTimestampAuthority } from '#functions/adapters/timestamps/http-timestamp-authority';
import { sampleProvince } from '#local/seed/province';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';
import { embeddedSignatures } from '#test/support/signing/embedded-signatures';
import { judged, testWith } from '#test/support/signing/judges';
import { samplePdf, tinos } from '#test/support/signing/sample-pdf';

const AN_HOA = 'H99.101';
const refusal = z.object({ type: z.string(), fields: z.array(z.object({ pointer: z.string(), problem: z.string() })) });

describe('Who signs for an agency', () => {
  let scenario: Scenario;
  let seal: RegisteredIdentity;
  let head: RegisteredIdentity;
  beforeAll(async () => {
    scenario = await startScenario({ hasSigners: true });
    const read = async (id: string) => registeredIdentity.parse(await scenario.as('administrator').get(`/v1/signing-identities/${id}`));
    [seal, head] = await Promise.all([read('h99.101-seal'), read('h99.101-head-an-hoa')]);
  }, 240_000);
  afterAll(() => scenario.stop());

  const put = async (identityId: string, body: unknown) => scenario.as('administrator').call({ method: 'PUT', path: `/v1/signing-identities/${identityId}`, body });
  const wordsOf = ({ capacity, agency, officer, displayName, keyId, certificates }: RegisteredIdentity) => ({ capacity, agency, displayName, keyId, certificates, ...(officer !== undefined && { officer }) });

  it('its officers see the agency\'s own signature and those of its people', async () => {
    const { rows } = z.object({ rows: z.array(registeredIdentity) }).parse(await scenario.as('head-an-hoa').get(`/v1/agencies/${AN_HOA}/signing-identities`));
    const officers = sampleProvince().people.filter(({ kind, agency }) => kind === 'officer' && agency === AN_HOA).map(({ id }) => `h99.101-${id}`);
    expect(officers).toContain('h99.101-head-an-hoa');
    expect(rows.map(({ id }) => id)).toEqual(['h99.101-seal', ...officers.toSorted()]);
  });

  it('the certificate of somebody else is refused, and named', async () => {
    const { status, body } = await put('h99.101-seal', { ...wordsOf(seal), certificates: head.certificates });
    expect(status).toBe(422);
    expect(refusal.parse(body)).toMatchObject({ type: expect.stringContaining('certificates-not-usable'), fields: [{ pointer: '/certificates/0', problem: 'is of another key' }] });
  });

  it('a chain without its issuer\'s place, a root in it, or a key nobody made is refused', async () => {
    const withRoot = await put('h99.101-seal', { ...wordsOf(seal), certificates: [...seal.certificates, scenario.authority.root] });
    expect(refusal.parse(withRoot.body).fields).toEqual([{ pointer: '/certificates/2', problem: 'is self-signed' }]);
    const turned = await put('h99.101-seal', { ...wordsOf(seal), certificates: seal.certificates.toReversed() });
    expect(turned.status).toBe(422);
    const keyless = await put('h99.101-other', { ...wordsOf(seal), keyId: '11111111-2222-3333-4444-555555555555' });
    expect(refusal.parse(keyless.body).type).toContain('signing-key-not-found');
  });

  it('the same again changes nothing, another name makes the next version', async () => {
    expect((await put('h99.101-seal', wordsOf(seal))).body).toMatchObject({ version: 1 });
    expect((await put('h99.101-seal', { ...wordsOf(seal), displayName: 'UBND phường An Hòa' })).body).toMatchObject({ version: 2 });
  });

  describe('a result signed by the head and sealed by the agency', () => {
    let signed: Uint8Array;
    beforeAll(async () => {
      const { cell, tsaUrl } = scenario;
      const kms = new KMSClient({ endpoint: cell.urls.kms, region: cell.region, credentials: cell.credentials });
      const signer = createPadesSigner({ key: createKmsDocumentKey(kms), font: tinos(), timestamps: createHttpTimestampAuthority({ url: tsaUrl }) });
      const signedAt = new Date(cell.clock.now()).toISOString();
      const blockOf = (identity: RegisteredIdentity) => signatureLines({ identity, agencyName: seal.displayName, signedAt });
      const first = await signer.sign({ pdf: await samplePdf(), identity: head, signedAt, fieldName: 'officer-1', reason: 'Ký duyệt', visible: { pageIndex: 0, rectangle: { x: 330, y: 200, width: 200, height: 70 }, lines: blockOf(head) } });
      const second = await signer.sign({ pdf: first.pdf, identity: seal, signedAt, fieldName: 'agency-1', reason: 'Đóng dấu', visible: { pageIndex: 0, rectangle: { x: 120, y: 200, width: 200, height: 70 }, lines: blockOf(seal) } });
      expect([first.level, second.level]).toEqual(['B-T', 'B-T']);
      signed = second.pdf;
      kms.destroy();
    });

    testWith('pdfsig')('is valid for pdfsig', () => {
      const said = judged('pdfsig', { 'a.pdf': signed }, (path) => [path('a.pdf')]);
      expect(said.match(/Signature is Valid\./g)).toHaveLength(2);
    });

    testWith('openssl')('leads up to the root of the development authority for openssl', () => {
      for (const { cms, covered } of embeddedSignatures(signed)) {
        const files = { 'cms.der': cms, covered, 'root.pem': scenario.authority.root };
        expect(judged('openssl', files, (path) => ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', path('cms.der'), '-content', path('covered'), '-CAfile', path('root.pem'), '-purpose', 'any', '-out', path('out')])).toContain('CAdES Verification successful');
      }
    });
  });

  // Last, since the clock moves for good.
  it('a certificate that has run out by the clock of the cell is refused', async () => {
    scenario.cell.clock.advance(Date.parse(seal.validUntil) - scenario.cell.clock.now() + 1000);
    const { status, body } = await put('h99.101-seal-again', wordsOf(seal));
    expect(status).toBe(422);
    expect(refusal.parse(body).fields).toEqual([{ pointer: '/certificates/0', problem: 'is no longer in force' }]);
  });
});

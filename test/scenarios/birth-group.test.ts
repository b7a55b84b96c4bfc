import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';
import { BIRTH_ANSWERS, signResult, type SignedResult } from '#local/api-client/sign-result';
import { answered } from '#clients/typescript/src/client';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const BIRTH = { procedureCode: '3.000722' };

describe('Birth registration with permanent residence and health insurance (3.000722)', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ hasSigners: true });
  }, 120_000);
  afterAll(() => scenario.stop());

  const signedBirthCertificate = (dossierId: string) => {
    const people = { drafter: scenario.agency('H99.101'), head: scenario.as('head-an-hoa'), clerk: scenario.as('clerk-an-hoa') };
    return signResult(people, { dossierId, stepId: 'birth-registration', signer: 'head-an-hoa', notation: '12/2026/GKS', answers: BIRTH_ANSWERS, key: `birth-${dossierId}` });
  };

  const downloadedBy = async (person: string, dossierId: string, { id: documentId, sha256 }: SignedResult): Promise<Uint8Array> => {
    const path = { dossierId, documentId };
    const { url } = await answered(scenario.typed(person).GET('/dossiers/{dossierId}/documents/{documentId}/content', { params: { path } }));
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    return bytes;
  };

  /** By our own verifier, which trusts the root of this province and nobody else. */
  const expectSignedByHeadAndAgency = async (pdf: Uint8Array): Promise<void> => {
    const verifier = createPadesSignatureVerifier({ roots: readTrustedRoots(scenario.authority.root) });
    const report = await verifier.verify(pdf, new Date(scenario.cell.clock.now()).toISOString());
    expect(report).toMatchObject({ outcome: 'valid', signatures: [{ outcome: 'valid', level: 'B-T' }, { outcome: 'valid', level: 'B-T' }] });
    expect(report.signatures.map(({ signer }) => signer)).toEqual(['Lãnh đạo UBND phường An Hòa', 'Ủy ban nhân dân Phường An Hòa']);
  };

  it('goes through the commune, then the police and the insurance at once, and comes back to the one-stop', async () => {
    const { id, code } = await scenario.accepted('citizen-lan', BIRTH);
    expect(code).toMatch(/^H99\.101\.01-\d{6}-\d{4,}$/);

    await scenario.untilOpen(id, 'birth-registration');
    const signed = await signedBirthCertificate(id);
    await scenario.answer(id, 'birth-registration');
    const parallel = await scenario.untilOpen(id, 'permanent-residence', 'health-insurance-card');
    expect(parallel.officialStatus?.code).toBe(4);
    await scenario.answer(id, 'health-insurance-card');
    await scenario.answer(id, 'permanent-residence');

    const settled = await scenario.until(id, (dossier) => dossier.status === 'settled');
    expect(settled.outcome).toBe('granted');
    expect(new Set(settled.results?.map((each) => each.agency))).toEqual(new Set(['H99.101', 'H99.101.02', 'H99.013']));

    const desk = scenario.typed('desk-an-hoa');
    const params = { path: { dossierId: id } };
    expect((await answered(desk.POST('/dossiers/{dossierId}/hand-over', { params, body: { method: 'online' } }))).status).toBe('returned');
    expect((await answered(desk.GET('/dossiers/{dossierId}', { params }))).officialStatus?.code).toBe(10);

    const certificate = (await scenario.read(id)).results?.find((each) => each.type === 'birth-certificate');
    expect(certificate).toMatchObject({ documentId: signed.id });
    await expectSignedByHeadAndAgency(await downloadedBy('citizen-lan', id, signed));
  });

  it('keeps the birth registered although residence is refused: a partial success with the reasons', async () => {
    const { id } = await scenario.accepted('citizen-lan', BIRTH);
    await scenario.untilOpen(id, 'birth-registration');
    await scenario.answer(id, 'birth-registration');
    await scenario.untilOpen(id, 'permanent-residence', 'health-insurance-card');
    await scenario.answer(id, 'permanent-residence', { outcome: 'cannot', reasons: ['Chủ hộ không đồng ý'] });
    await scenario.answer(id, 'health-insurance-card');

    const settled = await scenario.until(id, (dossier) => dossier.status === 'settled');
    expect(settled.outcome).toBe('partially-granted');
    expect(settled.reasons).toEqual(['Chủ hộ không đồng ý']);
    expect(settled.results?.map((each) => each.agency).toSorted()).toEqual(['H99.013', 'H99.101']);
  });

  it('ends as a whole when the birth itself cannot be registered, and asks no other agency', async () => {
    const { id } = await scenario.accepted('citizen-lan', BIRTH);
    await scenario.untilOpen(id, 'birth-registration');
    await scenario.answer(id, 'birth-registration', { outcome: 'cannot', reasons: ['Đã đăng ký khai sinh tại nơi khác'] });

    const settled = await scenario.until(id, (dossier) => dossier.status === 'settled');
    expect(settled.outcome).toBe('refused');
    expect(settled.steps.map((step) => step.id)).toEqual(['birth-registration']);
  });

  it('shows anybody with the code how far it is, and nothing else', async () => {
    const { code } = await scenario.accepted('citizen-lan', BIRTH);
    const answer = await answered(scenario.typed(undefined).GET('/lookup/{dossierCode}', { params: { path: { dossierCode: code } } }));
    expect(Object.keys(answer).toSorted()).toEqual(['code', 'percentComplete']);
  });
});

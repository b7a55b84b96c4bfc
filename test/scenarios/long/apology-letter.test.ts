import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createPadesSignatureVerifier } from '#functions/adapters/pades/pades-signature-verifier';
import { readTrustedRoots } from '#functions/adapters/pades/verify-certificate';
import { readPdf } from '#test/support/pdf/read-pdf';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const BIRTH = { procedureCode: '3.000722' };
const STEP = 'birth-registration';
const REASON = 'Số hồ sơ khai sinh tăng đột biến';
const shown = z.looseObject({ id: z.string(), kind: z.string(), state: z.string(), agency: z.string(), sha256: z.string(), remindAt: z.string(), dueAt: z.string(), signers: z.array(z.looseObject({ officer: z.string().optional() })) });
const listed = z.looseObject({ documents: z.array(shown) });
const moved = z.looseObject({ document: shown });
const content = z.object({ url: z.string() }).loose();
const apologies = z.looseObject({ apologies: z.array(z.looseObject({ newDueAt: z.string(), agency: z.string() })) });

describe('Form 04, the apology with a new appointment', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ hasSigners: true });
  }, 180_000);
  afterAll(() => scenario.stop());

  const working = async () => {
    const { id } = await scenario.accepted('citizen-lan', BIRTH);
    await scenario.untilOpen(id, STEP);
    return id;
  };
  const apologised = async () => {
    const id = await working();
    await scenario.as('officer-civil-status').post(`/v1/dossiers/${id}/apology`, { reason: REASON, extension: { amount: 2, unit: 'working-day' } });
    return id;
  };
  const letterOf = async (id: string, who = 'citizen-lan') => listed.parse(await scenario.as(who).get(`/v1/dossiers/${id}/documents`)).documents.find(({ kind }) => kind === 'form-04');
  const untilDrafted = async (id: string) => {
    await scenario.until(id, () => true);
    for (let tries = 0; tries < 400; tries += 1) {
      const letter = await letterOf(id);
      if (letter !== undefined) return letter;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('Nobody drafted the letter');
  };
  const sign = async (who: string, id: string, { id: documentId, sha256 }: z.infer<typeof shown>) => scenario.as(who).call({ method: 'POST', path: `/v1/dossiers/${id}/documents/${documentId}/signatures`, body: { sha256 } });

  it('is drafted by itself once an agency apologises, signed by its head and sealed; the citizen takes it and anybody can verify it', async () => {
    const id = await apologised();
    const draft = await untilDrafted(id);
    expect(draft).toMatchObject({ state: 'signing', agency: 'H99.101', signers: [{ capacity: 'officer' }, { capacity: 'agency' }] });
    expect(draft.signers[0]).not.toHaveProperty('officer');
    expect((await scenario.as('citizen-lan').call({ method: 'GET', path: `/v1/dossiers/${id}/documents/${draft.id}/content` })).status).toBe(403);

    expect((await sign('officer-civil-status', id, draft)).status).toBe(403);
    expect((await scenario.as('officer-civil-status').call({ method: 'POST', path: `/v1/dossiers/${id}/documents/${draft.id}/refusal`, body: { reasons: ['Không phải việc của tôi'] } })).status).toBe(403);
    expect((await sign('head-one-stop', id, draft)).status).not.toBe(200);
    const signed = moved.parse((await sign('head-an-hoa', id, draft)).body).document;
    expect(signed.signers[0]).toMatchObject({ state: 'signed', officer: 'head-an-hoa' });
    expect(moved.parse((await sign('clerk-an-hoa', id, signed)).body).document.state).toBe('issued');

    const { url } = content.parse(await scenario.as('citizen-lan').get(`/v1/dossiers/${id}/documents/${draft.id}/content`));
    const pdf = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const { words } = await readPdf(pdf);
    expect(words).toContain('ỦY BAN NHÂN DÂN PHƯỜNG AN HÒA');
    expect(words).toContain(REASON);
    const report = await createPadesSignatureVerifier({ roots: readTrustedRoots(scenario.authority.root) }).verify(pdf, new Date(scenario.cell.clock.now()).toISOString());
    expect(report).toMatchObject({ outcome: 'valid', signatures: [{ signer: 'Lãnh đạo UBND phường An Hòa' }, { signer: 'Ủy ban nhân dân Phường An Hòa' }] });
    expect(apologies.parse(await scenario.as('citizen-lan').get(`/v1/dossiers/${id}`)).apologies).toHaveLength(1);
  });

  it('holds nothing up: the new appointment is promised at once, and a dossier that is done does without the letter', async () => {
    const id = await working();
    const before = (await scenario.read(id)).dueAt ?? '';
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/apology`, { reason: REASON, extension: { amount: 2, unit: 'working-day' } });
    expect((await scenario.read(id)).dueAt).not.toBe(before);
    expect(await untilDrafted(id)).toMatchObject({ agency: 'H99.101.01' });
    await scenario.answer(id, STEP, { outcome: 'cannot', reasons: ['Đã đăng ký tại nơi khác'] });
    await scenario.until(id, ({ status }) => status === 'settled');
    expect((await letterOf(id))?.state).toBe('withdrawn');
  });

  it('reminds of the signature, and tells of a late one', async () => {
    const id = await apologised();
    const { id: documentId, remindAt, dueAt } = await untilDrafted(id);
    const untilTold = async (type: string) => {
      const isTold = async () => (await scenario.events(id)).some((event) => event.type === type && event['documentId'] === documentId);
      for (let tries = 0; tries < 400 && !(await isTold()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await isTold()).toBe(true);
    };
    await scenario.moveTo(remindAt);
    await untilTold('DocumentSigningReminded');
    await scenario.moveTo(dueAt);
    await untilTold('DocumentSigningLate');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createDraft } from '#local/api-client/hand-in';
import { papersOf } from '#test/support/scenario/example-papers';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const CODE = '1.900301';
const HOME = { channel: 'online' as const, place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01' };
const offers = z.object({ rows: z.array(z.looseObject({ id: z.string(), type: z.string(), sha256: z.string(), validUntil: z.string().optional(), slots: z.array(z.string()).optional(), provenance: z.looseObject({ dossierCode: z.string() }) })) });
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

describe('What the state holds already is not asked for again', () => {
  let scenario: Scenario;
  let first: { readonly id: string; readonly code: string };
  let drafts = 0;

  beforeAll(async () => {
    scenario = await startScenario();
    const name = { vi: 'Giấy tờ nhà đất', en: 'Land paper' };
    const papers = [{ slot: 'land-paper', name, required: true, validFor: { months: 6, confidence: 'unverified' }, holdings: [{ kind: 'held-paper', type: 'land-paper', confidence: 'unverified' }] }];
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.001612', { code: CODE, papers }));
    first = await scenario.accepted('citizen-lan', { procedureCode: CODE });
  }, 180_000);
  afterAll(() => scenario.stop());

  const offered = async (who: string) => offers.parse(await scenario.as(who).get(`/v1/my/holdings?procedureCode=${CODE}`)).rows;
  const grant = (who: string, dossierId: string, reuse: Readonly<Record<string, unknown>>) =>
    scenario.as(who).call({ method: 'POST', path: `/v1/dossiers/${dossierId}/papers`, body: { reuse: [{ slot: 'land-paper', consent: true, ...reuse }] } });
  const draft = (who: string) => {
    drafts += 1;
    return createDraft(scenario.as(who), { ...HOME, procedureCode: CODE, key: `store-${String(drafts)}` });
  };
  const mine = async () => {
    await scenario.cell.settled();
    const [held] = await offered('citizen-lan');
    if (held === undefined) throw new Error('nothing is offered');
    return held;
  };

  it('a paper of an accepted dossier is offered to its owner, with where it comes from and until when', async () => {
    const [paper] = await papersOf(scenario, 'citizen-lan', first.id);
    expect(await mine()).toMatchObject({ type: 'land-paper', sha256: paper?.['sha256'], slots: ['land-paper'], provenance: { dossierCode: first.code }, validUntil: expect.any(String) });
  });

  it('nobody else is offered it, and nobody else can take it', async () => {
    const { id } = await mine();
    expect(await offered('citizen-minh')).toEqual([]);
    expect(await grant('citizen-minh', (await draft('citizen-minh')).id, { holdingId: id })).toMatchObject({ status: 422, body: { type: expect.stringContaining('holding-not-usable') } });
  });

  it('it is not taken without the owner’s consent', async () => {
    const { id } = await mine();
    expect(await grant('citizen-lan', (await draft('citizen-lan')).id, { holdingId: id, consent: false })).toMatchObject({ status: 422, body: { type: expect.stringContaining('consent-missing') } });
  });

  it('with it a second dossier is complete without an upload, and the desk accepts it', async () => {
    const held = await mine();
    const { id } = await draft('citizen-lan');
    expect(await grant('citizen-lan', id, { holdingId: held.id })).toMatchObject({ status: 201 });
    await scenario.as('citizen-lan').post(`/v1/dossiers/${id}/submission`, undefined);
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/acceptance`, undefined);
    expect(await papersOf(scenario, 'desk-an-hoa', id)).toMatchObject([{ form: 're-used-paper', state: 'received', sha256: held.sha256, origin: { kind: 'held-paper', heldId: held.id, dossierCode: first.code } }]);
    expect((await scenario.events(id)).map(({ type }) => type)).toContain('PapersReused');
    await scenario.cell.settled();
    expect(await offered('citizen-lan')).toHaveLength(1);
  });

  it('after its last day it is neither offered nor taken', async () => {
    const { id, validUntil = '' } = await mine();
    scenario.cell.clock.advance(Date.parse(validUntil) + 2 * DAY_MILLISECONDS - scenario.cell.clock.now());
    expect(await offered('citizen-lan')).toEqual([]);
    expect(await grant('citizen-lan', (await draft('citizen-lan')).id, { holdingId: id })).toMatchObject({ status: 422, body: { type: expect.stringContaining('holding-not-usable') } });
  });
});

const COUNTER = '1.900304';

describe('What somebody brought to the desk is not asked of him again either', () => {
  let scenario: Scenario;
  let handedIn: { readonly id: string; readonly code: string };

  beforeAll(async () => {
    scenario = await startScenario();
    const name = { vi: 'Giấy tờ nhà đất', en: 'Land paper' };
    const papers = [{ slot: 'land-paper', name, required: true, holdings: [{ kind: 'held-paper', type: 'land-paper', confidence: 'unverified' }] }];
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.001612', { code: COUNTER, papers }));
    await scenario.accepted('desk-an-hoa', { procedureCode: COUNTER, channel: 'desk' });
    handedIn = await scenario.accepted('desk-an-hoa', { procedureCode: COUNTER, channel: 'desk', identityProof: 'identity-card' });
    await scenario.cell.settled();
  }, 180_000);
  afterAll(() => scenario.stop());

  const offered = async (who: string, query = `?procedureCode=${COUNTER}`) => offers.parse(await scenario.as(who).get(`/v1/my/holdings${query}`)).rows;
  const draft = (who: string, key: string) => createDraft(scenario.as(who), { ...HOME, procedureCode: COUNTER, key });
  const take = (who: string, dossierId: string, holdingId: string) =>
    scenario.as(who).call({ method: 'POST', path: `/v1/dossiers/${dossierId}/papers`, body: { reuse: [{ slot: 'land-paper', consent: true, holdingId }] } });

  it('the person whose number the desk proved finds it in her store when she signs in; what was handed in unproved lies in nobody’s', async () => {
    expect((await offered('citizen-lan')).map(({ provenance }) => provenance.dossierCode)).toEqual([handedIn.code]);
    expect((await offered('citizen-lan', '')).map(({ provenance }) => provenance.dossierCode)).toEqual([handedIn.code]);
  });

  it('nobody else does: no other citizen, no partner, and not the officer who handed it in', async () => {
    const [held] = await offered('citizen-lan');
    expect([await offered('citizen-minh'), await offered('citizen-minh', ''), await offered('partner-sao-viet', '')]).toEqual([[], [], []]);
    expect((await scenario.as('desk-an-hoa').call({ method: 'GET', path: '/v1/my/holdings' })).status).toBe(403);
    const { id } = await draft('citizen-minh', 'minh-takes');
    expect(await take('citizen-minh', id, held?.id ?? '')).toMatchObject({ status: 422, body: { type: expect.stringContaining('holding-not-usable') } });
    // Her store is open to her; the dossier itself is still the desk’s.
    expect((await scenario.as('citizen-lan').call({ method: 'GET', path: `/v1/dossiers/${handedIn.id}` })).status).toBe(404);
  });

  it('she uses it again from home, with where it came from', async () => {
    const [held] = await offered('citizen-lan');
    const { id } = await draft('citizen-lan', 'lan-takes');
    expect(await take('citizen-lan', id, held?.id ?? '')).toMatchObject({ status: 201 });
    expect(await papersOf(scenario, 'citizen-lan', id)).toMatchObject([{ form: 're-used-paper', sha256: held?.sha256, origin: { kind: 'held-paper', dossierCode: handedIn.code } }]);
  });

  it('a citizen cannot say of himself that his number was proved', async () => {
    const application = { applicant: { fullName: 'Trần Văn Minh', identityNumber: '001190000001', kind: 'citizen', identityProof: 'identity-card' }, form: {} };
    const { receivingAgency, channel, place } = HOME;
    const answer = await scenario.as('citizen-minh').call({ method: 'POST', path: '/v1/dossiers', body: { procedureCode: COUNTER, channel, place, receivingAgency, application } });
    expect(answer).toMatchObject({ status: 422, body: { type: expect.stringContaining('identity-not-proved') } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answered } from '#clients/typescript/src/client';
import { createDraft, papersChecked, uploadRequiredPapers, type HandIn } from '#local/api-client/hand-in';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const PLACE = { place: { commune: 'H99.101', province: 'H99' }, channel: 'online' as const };
const PAPERLESS = '7.000010';
const applicant = { fullName: 'Trần Văn Minh', identityNumber: '001090000002' };
const TIMES = 20;

describe('Every write under one Idempotency-Key happens once and is answered alike', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario();
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.900297', { code: PAPERLESS, papers: [] }));
  }, 120_000);
  afterAll(() => scenario.stop());

  /** The same call twenty times at once and once more later: the one answer, given first to one and again to all others. */
  const atOnce = async (principal: string, path: string, body?: unknown) => {
    const call = () => scenario.as(principal).call({ method: 'POST', path, body, idempotencyKey: `once-${path}` });
    const answers = [...(await Promise.all(Array.from({ length: TIMES }, call))), await call()];
    const [first] = answers;
    expect(answers.map(({ status, body: read }) => ({ status, body: read }))).toEqual(answers.map(() => ({ status: first?.status, body: first?.body })));
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(TIMES);
    return { status: first?.status, body: first?.body ?? {} };
  };
  const countOf = async (id: string, type: string) => (await scenario.events(id)).filter((event) => event.type === type).length;

  it('twenty equal calls at each door, one dossier, one code, one set of events', async () => {
    const order = { procedureCode: '3.000722', receivingAgency: 'H99.101.01', ...PLACE };
    const created = await atOnce('citizen-minh', '/v1/dossiers', { ...order, application: { applicant } });
    expect(created.status).toBe(201);
    const id = String(created.body['id']);
    expect((await scenario.as('citizen-minh').get('/v1/dossiers'))['rows']).toHaveLength(1);

    await uploadRequiredPapers(scenario.as('citizen-minh'), id, { ...order, key: 'once' });
    await papersChecked(scenario.as('citizen-minh'), id);
    const submitted = await atOnce('citizen-minh', `/v1/dossiers/${id}/submission`);
    expect((await scenario.read(id)).code).toBe(submitted.body['code']);
    await atOnce('desk-an-hoa', `/v1/dossiers/${id}/acceptance`);
    await scenario.untilOpen(id, 'birth-registration');
    await atOnce('system-h99.101', `/v1/dossiers/${id}/steps/birth-registration/answer`, { outcome: 'result' });
    await scenario.untilOpen(id, 'permanent-residence', 'health-insurance-card');
    await scenario.cell.settled();

    const once = ['DossierCreated', 'PapersGranted', 'DossierSubmitted', 'DossierAccepted', 'StepAnswered'];
    expect(await Promise.all(once.map((type) => countOf(id, type)))).toEqual(once.map(() => 1));
    expect(await countOf(id, 'StepOpened')).toBe(3);
  });

  it('a move repeated after the dossier has long moved on is answered as it was then', async () => {
    const { id } = await scenario.handIn('citizen-lan', { procedureCode: PAPERLESS, key: 'long-ago' });
    const params = { path: { dossierId: id } };
    const accept = (key: string) =>
      scenario.typed('desk-an-hoa').POST('/dossiers/{dossierId}/acceptance', { params: { ...params, header: { 'Idempotency-Key': key, 'If-Match': '"2"' } } });
    const first = await accept('accepted-once');
    expect(first.response.status).toBe(200);
    await answered(scenario.typed('citizen-lan').POST('/dossiers/{dossierId}/withdrawal', { params, body: { reason: 'Không còn nhu cầu' } }));
    const again = await accept('accepted-once');
    expect([again.response.status, again.data]).toEqual([200, first.data]);
    const late = await answered(accept('accepted-again')).catch((refusal: unknown) => refusal);
    expect(late).toMatchObject({ code: 'stale-version', status: 412, problem: { changes: expect.arrayContaining([expect.objectContaining({ type: 'DossierAccepted' }), expect.objectContaining({ type: 'DossierWithdrawn' })]) } });
    expect((await scenario.read(id)).status).toBe('withdrawn');
  });

  it('the same key of two people is two keys', async () => {
    const order: HandIn = { procedureCode: PAPERLESS, receivingAgency: 'H99.101.01', ...PLACE, key: 'everybody-uses-this' };
    const [lan, minh] = await Promise.all(['citizen-lan', 'citizen-minh'].map((who) => createDraft(scenario.as(who), order)));
    expect(lan?.id).not.toBe(minh?.id);
  });

  it('fifty dossiers handed in at one desk at once have fifty codes of the same day', async () => {
    const receipts = await Promise.all(Array.from({ length: 50 }, () => scenario.handIn('citizen-lan', { procedureCode: PAPERLESS, receivingAgency: 'H99.102.01' })));
    const codes = receipts.map(({ code }) => code).toSorted();
    expect(new Set(codes).size).toBe(50);
    expect(new Set(codes.map((code) => code.replace(/\d{4}$/, '')))).toEqual(new Set([codes[0]?.replace(/\d{4}$/, '')]));
    expect(codes[0]).toMatch(/^H99\.102\.01-\d{6}-\d{4}$/);
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type ReadDossier, type Scenario } from '#test/support/scenario/start-scenario';

/** The karaoke chain, whose unanswered supplement stops it, and the house permit with opinions that escalate; without papers. */
const CHAIN = '7.000020';
const ESCALATING = '7.000021';
const MINUTE_MILLISECONDS = 60_000;
const PATIENCE_MILLISECONDS = 30_000;
const DAY_MILLISECONDS = 24 * 60 * MINUTE_MILLISECONDS;
const withLimits = z.looseObject({ receptionDueAt: z.string(), supplement: z.looseObject({ answerBy: z.string() }).optional() });

describe('Deadlines are kept, told and survive a lost machine', () => {
  let scenario: Scenario;
  let machines: SFNClient;
  beforeAll(async () => {
    scenario = await startScenario();
    const { region, credentials, urls } = scenario.cell;
    machines = new SFNClient({ region, credentials, endpoint: urls.sfn });
    const permit = JSON.stringify(shippedProcedure('1.013225', { code: ESCALATING, papers: [] })).replaceAll('DEEMED_AGREED', 'ESCALATE');
    await scenario.as('administrator').post('/v1/procedures', JSON.parse(permit));
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.900297', { code: CHAIN, papers: [] }));
  }, 120_000);
  afterAll(async () => {
    machines.destroy();
    await scenario.stop();
  });

  const moveTo = (instant: string) => scenario.moveTo(instant);
  const limits = async (id: string) => withLimits.parse(await scenario.read(id));
  const alerts = async (id: string, what: string) =>
    (await scenario.events(id)).filter((event) => event['what'] === what && event.type.startsWith('Sla')).map((event) => event.type);
  const untilAlerts = async (id: string, what: string, expected: readonly string[]) => {
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    while ((await alerts(id, what)).length < expected.length && performance.now() < giveUpAt) await pause(50);
    expect(await alerts(id, what)).toEqual(expected);
  };
  const stepOf = (dossier: ReadDossier, id: string) => dossier.steps.find((step) => step.id === id);
  const working = async () => {
    const { id, code } = await scenario.accepted('citizen-minh', { procedureCode: CHAIN });
    return { id, code, dossier: await scenario.untilOpen(id, 'household-business') };
  };
  /** The runs of a dossier's lifecycle machine, youngest first. */
  const runs = async (code: string) => {
    const { ref } = scenario.cell.describe().resources.find(({ type, path }) => type === 'AWS::StepFunctions::StateMachine' && /lifecycle/i.test(path)) ?? {};
    const { executions = [] } = await machines.send(new ListExecutionsCommand({ stateMachineArn: String(ref) }));
    return executions.flatMap(({ name = '', executionArn = '' }) => (name.startsWith(`${code}-`) ? [executionArn] : []));
  };
  const endsOf = async (code: string) =>
    Promise.all((await runs(code)).map(async (executionArn) => (await machines.send(new DescribeExecutionCommand({ executionArn }))).status));
  const loseMachine = async (code: string) => {
    await scenario.cell.settled();
    for (const executionArn of await runs(code)) await machines.send(new StopExecutionCommand({ executionArn }));
  };
  const workThrough = async (id: string, ...steps: string[]) => {
    for (const step of steps) {
      await scenario.untilOpen(id, step);
      await scenario.answer(id, step);
    }
    return scenario.until(id, (dossier) => dossier.status === 'settled');
  };

  it('a step is at risk, then breached, each told once, whatever happens after', async () => {
    const { id, dossier } = await working();
    const step = stepOf(dossier, 'household-business');
    await moveTo(String(step?.['atRiskAt']));
    await untilAlerts(id, 'step', ['SlaAtRisk']);
    await moveTo(step?.dueAt ?? '');
    await untilAlerts(id, 'step', ['SlaAtRisk', 'SlaBreached']);

    scenario.cell.clock.advance(DAY_MILLISECONDS);
    await scenario.as('administrator').post('/v1/operations/rehydrations', { dossierId: id });
    await scenario.cell.settled();
    expect(await alerts(id, 'step')).toEqual(['SlaAtRisk', 'SlaBreached']);
  });

  it('a desk that lets its reception limit pass is told so once', async () => {
    const { id } = await scenario.handIn('citizen-minh', { procedureCode: CHAIN });
    await moveTo((await limits(id)).receptionDueAt);
    await untilAlerts(id, 'reception', ['SlaBreached']);
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/acceptance`, undefined);
    await scenario.untilOpen(id, 'household-business');
    expect(await alerts(id, 'reception')).toEqual(['SlaBreached']);
  });

  it('a supplement before acceptance gives the desk its whole limit again', async () => {
    const { id } = await scenario.handIn('citizen-minh', { procedureCode: CHAIN });
    const before = await limits(id);
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/supplement-request`, { items: ['Tờ khai'], reasons: ['Thiếu chữ ký'] });
    expect((await scenario.read(id)).officialStatus?.code).toBe(5);
    scenario.cell.clock.advance(3 * DAY_MILLISECONDS);
    await scenario.as('citizen-minh').post(`/v1/dossiers/${id}/supplement`, { note: 'Đã ký' });
    expect((await scenario.read(id)).status).toBe('submitted');
    expect(Date.parse((await limits(id)).receptionDueAt)).toBeGreaterThan(Date.parse(before.receptionDueAt));
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/acceptance`, undefined);
    await scenario.untilOpen(id, 'household-business');
  });

  it('a supplement after acceptance stops the clock and starts it anew, and the same step is asked again', async () => {
    const { id, dossier } = await working();
    await scenario.answer(id, 'household-business', { outcome: 'return-for-supplement', items: ['Hợp đồng thuê'], reasons: ['Chưa rõ địa điểm'] });
    const waiting = await scenario.until(id, ({ status }) => status === 'awaiting-supplement');
    expect(waiting.dueAt).toBeUndefined();
    scenario.cell.clock.advance(3 * DAY_MILLISECONDS);
    await scenario.as('citizen-minh').post(`/v1/dossiers/${id}/supplement`, {});
    const again = await scenario.untilOpen(id, 'household-business');
    expect(Date.parse(again.dueAt ?? '')).toBeGreaterThan(Date.parse(dossier.dueAt ?? ''));
    expect(stepOf(again, 'household-business')?.round).toBe(2);
    expect(again.steps).toHaveLength(1);
  });

  it.each([
    ['1.013225', 'refused'],
    [CHAIN, 'stopped'],
  ])('a supplement of %s that never comes leaves the dossier %s when its time is over, not before', async (procedureCode, end) => {
    const { id, code } = await scenario.handIn('citizen-minh', { procedureCode });
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/supplement-request`, { items: ['Tờ khai'], reasons: ['Thiếu chữ ký'] });
    const answerBy = (await limits(id)).supplement?.answerBy ?? '';
    await moveTo(new Date(Date.parse(answerBy) - 5 * MINUTE_MILLISECONDS).toISOString());
    await scenario.cell.settled();
    expect((await scenario.read(id)).status).toBe('awaiting-supplement');
    await moveTo(answerBy);
    const ended = await scenario.until(id, ({ status }) => status === end);
    expect(ended.reasons).toHaveLength(1);
    await scenario.cell.settled();
    expect(await endsOf(code)).toEqual(['SUCCEEDED']);
  });

  it('a withdrawal while agencies work cancels their steps and ends the machine', async () => {
    const { id, code } = await scenario.accepted('citizen-lan', { procedureCode: '3.000722' });
    await scenario.untilOpen(id, 'birth-registration');
    await scenario.as('citizen-lan').post(`/v1/dossiers/${id}/withdrawal`, { reason: 'Không còn nhu cầu' });
    const withdrawn = await scenario.read(id);
    expect([withdrawn.status, ...withdrawn.steps.map(({ state }) => state)]).toEqual(['withdrawn', 'cancelled']);
    expect(JSON.stringify(await scenario.agency('H99.101').get('/v1/inbox'))).not.toContain(id);
    await scenario.cell.settled();
    expect(await endsOf(code)).toEqual(['SUCCEEDED']);
  });

  it('the silence of those asked escalates where the procedure says so; a late opinion is still heard', async () => {
    const { id } = await scenario.accepted('citizen-minh', { procedureCode: ESCALATING });
    await scenario.untilOpen(id, 'appraise-house');
    await scenario.agency('H99.101').post(`/v1/dossiers/${id}/steps/appraise-house/consultations`, { consultationId: 'house-opinions' });
    await scenario.agency('H99.016').post(`/v1/dossiers/${id}/consultations/house-opinions/opinions`, { verdict: 'agree' });
    await moveTo(String((await scenario.read(id)).consultations[0]?.['dueAt']));
    await scenario.until(id, ({ consultations }) => consultations[0]?.state === 'escalated');
    const escalations = (await scenario.events(id)).filter(({ type }) => type === 'ConsultationEscalated');
    expect(escalations.map((event) => event['silentAgencies'])).toEqual([['H99.015', 'H99.017']]);
    await scenario.agency('H99.015').post(`/v1/dossiers/${id}/consultations/house-opinions/opinions`, { verdict: 'disagree', text: 'Chưa đạt' });
    expect((await workThrough(id, 'appraise-house', 'sign-permit')).outcome).toBe('granted');
  });

  it('a dossier whose machine was lost goes on to its result once an administrator rehydrates it', async () => {
    const { id, code } = await working();
    await loseMachine(code);
    const brought = await scenario.as('administrator').post('/v1/operations/rehydrations', { dossierId: code });
    expect(brought).toEqual({ dossierId: id, started: true });
    expect((await workThrough(id, 'household-business', 'security-certificate', 'appraise-licence', 'inspect-premises', 'karaoke-licence')).outcome).toBe('granted');
    expect(await runs(code)).toHaveLength(2);
  });

  it('nobody need notice: work goes on without a machine, and the reconciler finds it lost when a checkpoint was missed', async () => {
    const { id, code } = await working();
    await loseMachine(code);
    await scenario.answer(id, 'household-business');
    const next = stepOf(await scenario.read(id), 'security-certificate');
    expect(next?.state).toBe('open');
    expect(await runs(code)).toHaveLength(1);
    await moveTo(new Date(Date.parse(String(next?.['atRiskAt'])) + 11 * MINUTE_MILLISECONDS).toISOString());
    await untilAlerts(id, 'step', ['SlaAtRisk']);
    expect(await runs(code)).toHaveLength(2);
    await workThrough(id, 'security-certificate', 'appraise-licence', 'inspect-premises', 'karaoke-licence');
  });
});

import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortalStub, STUB_CREDENTIALS, type PortalStub } from '#local/portal-stub/start-portal-stub';
import { METRIC } from '#domain/notifications/metric-names';
import { cellOf } from '#test/infra/synthesized-cell';
import { ownWatchedMetrics } from '#test/infra/watched-metrics';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const BIRTH = { procedureCode: '3.000722' };
const RUN_MILLISECONDS = 5 * 60_000;
/** An address nobody listens on. */
const NOBODY = 'http://127.0.0.1:9/';

describe('Alarms go off and come back by what really happens in the cell', () => {
  let scenario: Scenario;
  let machines: SFNClient;
  let portal: PortalStub;
  let dossier = '';
  beforeAll(async () => {
    [scenario, portal] = await Promise.all([startScenario(), startPortalStub()]);
    const { region, credentials, urls } = scenario.cell;
    machines = new SFNClient({ region, credentials, endpoint: urls.sfn });
    await scenario.agency('H99.101').post('/v1/subscriptions', { url: NOBODY });
    // The cell's own door knows no such address: the delivery is refused once, and given up.
    await scenario.agency('H99.101').post('/v1/subscriptions', { url: `${scenario.cell.apiUrl}/nothing-here`, filter: { types: ['vn.motcua.dossier.step-opened.v1'] } });
    const account = { userName: STUB_CREDENTIALS.username, password: STUB_CREDENTIALS.password };
    await scenario.as('administrator').post('/v1/subscriptions', { channel: 'national-portal', url: portal.url, credentials: account });
    ({ id: dossier } = await scenario.accepted('citizen-lan', BIRTH));
    await scenario.untilOpen(dossier, 'birth-registration');
    await runs(2);
  }, 120_000);
  afterAll(async () => {
    machines.destroy();
    await portal.stop();
    await scenario.stop();
  });

  /** Lets the evaluator and the reconciler run so often, and judges the alarms after each. */
  const runs = async (count: number) => {
    for (let run = 0; run < count; run += 1) {
      scenario.cell.clock.advance(RUN_MILLISECONDS);
      await scenario.cell.settled();
      await scenario.cell.cloudWatch.evaluate();
    }
  };
  const stateOf = (alarm: string) => scenario.cell.cloudWatch.alarmStates().find(({ name }) => name === alarm)?.state;
  /** A run of the lifecycle machine for a dossier that does not exist: it can only fail. */
  const loseARun = async () => {
    const { ref } = scenario.cell.describe().resources.find(({ type, path }) => type === 'AWS::StepFunctions::StateMachine' && /lifecycle/i.test(path)) ?? {};
    await machines.send(new StartExecutionCommand({ stateMachineArn: String(ref), name: 'nobody-1', input: JSON.stringify({ dossierId: 'ds-nobody', epoch: 1 }) }));
  };

  it('a dossier past its promised day rings for the head of the place, and the alarm is over when the dossier is settled', async () => {
    expect(stateOf('deadlines/dossiers/overdue')).toBe('OK');
    await scenario.moveTo((await scenario.read(dossier)).dueAt ?? '');
    await runs(2);
    expect([stateOf('figures/dossiers/overdue'), stateOf('deadlines/dossiers/overdue')]).toEqual(['ALARM', 'ALARM']);
    await scenario.answer(dossier, 'birth-registration', { outcome: 'cannot', reasons: ['Đã đăng ký tại nơi khác'] });
    await scenario.until(dossier, ({ status }) => status === 'settled');
    await runs(2);
    expect([stateOf('figures/dossiers/overdue'), stateOf('deadlines/dossiers/overdue')]).toEqual(['OK', 'OK']);
  });

  it('a lost run is an incident of the platform; the incident is over when it stays the only one', async () => {
    await loseARun();
    // The machine asks again four times, up to a minute apart, before it gives up.
    for (let tries = 0; tries < 12 && stateOf('workflow/runs/failure recorded') !== 'ALARM'; tries += 1) await runs(1);
    expect([stateOf('workflow/runs/failure recorded'), stateOf('platform/cell/incident')]).toEqual(['ALARM', 'ALARM']);
    await runs(4);
    expect([stateOf('workflow/runs/failure recorded'), stateOf('platform/cell/incident')]).toEqual(['OK', 'OK']);
  });

  it('every metric that an alarm waits for is told by the cell, with just the dimension the alarm looks at', () => {
    // Told only when the key of statements is out of reach (test/functions/platform/answer-receipt.test.ts).
    const told = new Set(scenario.cell.cloudWatch.metrics().map(({ namespace, name, dimensions }) => JSON.stringify([namespace, name, dimensions])));
    const missing = ownWatchedMetrics(cellOf('local')).filter(({ namespace, name, dimensions }) => name !== METRIC.receiptsUnsigned.name && !told.has(JSON.stringify([namespace, name, dimensions])));
    expect(missing).toEqual([]);
  });

  it('every metric the constant names is told by the cell, watched or only shown', () => {
    const told = new Set(scenario.cell.cloudWatch.metrics().map(({ name }) => name));
    // Nobody took a webhook here: the one agency that is told listens nowhere. And the key of statements was in reach throughout.
    const unheard: readonly string[] = [METRIC.webhookDelivered.name, METRIC.receiptsUnsigned.name];
    const expected = Object.values(METRIC).map(({ name }) => name).filter((name) => !unheard.includes(name));
    expect(expected.filter((name) => !told.has(name))).toEqual([]);
  });
});

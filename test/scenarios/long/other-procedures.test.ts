import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

describe('The other shipped procedures, each from hand-in to its end through the public API', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario();
  }, 120_000);
  afterAll(() => scenario.stop());

  /** Answers the steps one after the other, each with a result, as soon as it is asked. */
  const workThrough = async (id: string, ...steps: string[]) => {
    for (const step of steps) {
      await scenario.untilOpen(id, step);
      await scenario.answer(id, step);
    }
    return scenario.until(id, (dossier) => dossier.status === 'settled');
  };

  it('household business (1.001612): name, tax code, certificate', async () => {
    const { id } = await scenario.accepted('citizen-minh', { procedureCode: '1.001612' });
    const settled = await workThrough(id, 'name-check', 'tax-code', 'certificate');
    expect(settled.outcome).toBe('granted');
  });

  it('work permit (1.014199): the criminal record can be asked for beside the appraisal', async () => {
    const { id } = await scenario.accepted('citizen-minh', { procedureCode: '1.014199', choices: { 'criminal-record': 'joint' } });
    await scenario.untilOpen(id, 'appraise', 'criminal-record');
    await scenario.answer(id, 'criminal-record');
    const settled = await workThrough(id, 'appraise', 'leader-review', 'sign-permit');
    expect(settled.outcome).toBe('granted');
  });

  it('death group (2.002913): the branch of the chosen benefit is opened and the others never are', async () => {
    const { id } = await scenario.accepted('citizen-lan', { procedureCode: '2.002913', choices: { benefit: 'social-assistance-funeral' } });
    await scenario.untilOpen(id, 'death-registration');
    await scenario.answer(id, 'death-registration');
    await scenario.untilOpen(id, 'residence-deletion', 'social-assistance-funeral');
    await scenario.answer(id, 'social-assistance-funeral');
    const settled = await workThrough(id, 'residence-deletion');
    expect(settled.steps.map((step) => step.id).toSorted()).toEqual(['death-registration', 'residence-deletion', 'social-assistance-funeral']);
  });

  it('karaoke chain (1.900297): three agencies in turn', async () => {
    const { id } = await scenario.accepted('citizen-minh', { procedureCode: '1.900297' });
    let dossier = await scenario.read(id);
    while (dossier.status !== 'settled') {
      dossier = await scenario.until(id, (each) => each.status === 'settled' || each.steps.some((step) => step.state === 'open'));
      const open = dossier.steps.filter((step) => step.state === 'open');
      expect(open.length).toBeLessThanOrEqual(1);
      for (const step of open) await scenario.answer(id, step.id);
    }
    expect(dossier.outcome).toBe('granted');
  });

  it('land transfer (1.013831): while the applicant owes tax the promise stands still, and moves when it is paid', async () => {
    const { id } = await scenario.accepted('citizen-minh', { procedureCode: '1.013831' });
    await scenario.untilOpen(id, 'appraise');
    const promised = (await scenario.read(id)).dueAt ?? '';
    await scenario.answer(id, 'appraise');
    await scenario.untilOpen(id, 'send-tax-slip');
    await scenario.answer(id, 'send-tax-slip');
    const waiting = await scenario.untilOpen(id, 'tax-obligation');
    expect(waiting.officialStatus?.code).toBe(6);
    expect(waiting.dueAt).toBeUndefined();

    await scenario.agency('H99.012').post(`/v1/dossiers/${id}/steps/tax-obligation/obligation`, { amountDong: 12_500_000, reference: 'TB-01' });
    scenario.cell.clock.advance(14 * DAY_MILLISECONDS);
    await scenario.answer(id, 'tax-obligation');
    const moved = await scenario.untilOpen(id, 'confirm-change');
    expect(Date.parse(moved.dueAt ?? '')).toBeGreaterThan(Date.parse(promised));
    const settled = await workThrough(id, 'confirm-change', 'update-cadastre');
    expect(settled.outcome).toBe('granted');
    expect((await scenario.events(id)).filter((event) => event.type === 'SlaBreached' && event['what'] === 'settlement')).toEqual([]);
  });

  it('construction permit (1.013225): agencies that stay silent for two working days have agreed', async () => {
    const { id } = await scenario.accepted('citizen-minh', { procedureCode: '1.013225' });
    await scenario.untilOpen(id, 'appraise-house');
    await scenario.agency('H99.101').post(`/v1/dossiers/${id}/steps/appraise-house/consultations`, { consultationId: 'house-opinions' });
    await scenario.agency('H99.016').post(`/v1/dossiers/${id}/consultations/house-opinions/opinions`, { verdict: 'agree' });

    const tooEarly = await scenario.agency('H99.101').call({ method: 'POST', path: `/v1/dossiers/${id}/steps/appraise-house/answer`, body: { outcome: 'result' } });
    expect(tooEarly.status).toBe(422);
    scenario.cell.clock.advance(6 * DAY_MILLISECONDS);
    const closed = await scenario.until(id, (dossier) => dossier.consultations.every((each) => each.state === 'closed'));
    expect(Object.values(closed.consultations[0]?.opinions ?? {}).map((each) => each.state).toSorted()).toEqual(['deemed-agreed', 'deemed-agreed', 'given']);
    const settled = await workThrough(id, 'appraise-house', 'sign-permit');
    expect(settled.outcome).toBe('granted');
  });
});

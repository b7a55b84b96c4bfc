import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { sendRaw } from '#test/support/scenario/raw-call';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

/** The karaoke chain without papers, with the general rule for the apology: one working day before the term ends. */
const CHAIN = '7.000040';
const STEP = 'household-business';
const PATIENCE_MILLISECONDS = 30_000;
const MINUTE_MILLISECONDS = 60_000;

const skip = z.looseObject({ reason: z.string(), minutes: z.number(), date: z.string().optional(), source: z.string().optional() });
const clock = z.looseObject({
  name: z.string(),
  id: z.string().optional(),
  owedBy: z.string(),
  state: z.string(),
  dueAt: z.string().optional(),
  inWords: z.object({ vi: z.string(), en: z.string() }),
  skippedDays: z.array(z.object({ date: z.string(), reason: z.string(), source: z.string() })),
  entries: z.array(z.looseObject({ from: z.string(), to: z.string(), rule: z.string(), elapsedMinutes: z.number(), countedMinutes: z.number(), skipped: z.array(skip) })),
  rules: z.record(z.string(), z.object({ cites: z.string(), confidence: z.string(), says: z.object({ vi: z.string(), en: z.string() }) })),
});
const deadlines = z.looseObject({ clocks: z.array(clock), dueAt: z.string().optional() });
type Clock = z.infer<typeof clock>;
type ReadEvent = Awaited<ReturnType<Scenario['events']>>[number];

describe('A dossier grows late, and everybody is told what the law says they are', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario();
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.900297', { code: CHAIN, papers: [], lateness: undefined }));
  }, 120_000);
  afterAll(() => scenario.stop());

  const open = async () => {
    const receipt = await scenario.accepted('citizen-minh', { procedureCode: CHAIN });
    return { ...receipt, dossier: await scenario.untilOpen(receipt.id, STEP) };
  };
  const clocksOf = async (id: string, who = 'citizen-minh') => deadlines.parse(await scenario.as(who).get(`/v1/dossiers/${id}/deadlines`)).clocks;
  const named = (clocks: readonly Clock[], name: string) => clocks.find((each) => each.name === name);
  /** Waits until as many alerts of these kinds are in the history, and gives them. */
  const alerts = async (id: string, count: number, is: (event: ReadEvent) => boolean) => {
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const found = (await scenario.events(id)).filter(is);
      if (found.length >= count || performance.now() > giveUpAt) return found;
      await pause(50);
    }
  };
  const ofStep = (event: ReadEvent) => event['what'] === 'step';
  const workThrough = async (id: string) => {
    for (const step of [STEP, 'security-certificate', 'appraise-licence', 'inspect-premises', 'karaoke-licence']) {
      await scenario.untilOpen(id, step);
      await scenario.answer(id, step);
    }
    return scenario.until(id, (dossier) => dossier.status === 'settled');
  };

  it('every clock explains itself: each minute is counted or left out, and each day left out has its reason and its source', async () => {
    const { id } = await open();
    const clocks = await clocksOf(id);
    expect(clocks.map(({ name, id: part = '' }) => `${name} ${part}`.trim())).toEqual(['admissibility', 'supplement-request', 'settlement', `step ${STEP}`]);
    for (const { entries, rules, skippedDays, inWords } of clocks) {
      for (const { elapsedMinutes, countedMinutes, skipped } of entries) expect(countedMinutes + skipped.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(elapsedMinutes);
      for (const word of entries.flatMap(({ rule, skipped }) => [rule, ...skipped.map(({ reason }) => reason)])) expect(rules[word]?.says.vi.length).toBeGreaterThan(10);
      for (const { source } of skippedDays) expect(source.length).toBeGreaterThan(3);
      expect(inWords.vi).toMatch(/^Từ \d\d:\d\d ngày /);
    }
    const settlement = named(clocks, 'settlement');
    const offDays = new Set(settlement?.entries.flatMap(({ skipped }) => skipped.flatMap(({ date }) => date ?? [])));
    expect(settlement?.skippedDays.map(({ date }) => date)).toEqual([...offDays].toSorted());
    // Sixteen working days hold three weekends at least, and the first day is not counted.
    expect(settlement?.skippedDays.length).toBeGreaterThanOrEqual(7);
  });

  it('whoever holds the receipt may read the same without signing in; whoever only knows the code may not', async () => {
    const { id, code, dossier } = await open();
    const { receipt } = z.object({ receipt: z.string() }).parse({ receipt: id });
    const seen = await sendRaw(scenario.cell.apiUrl, { line: `GET /v1/lookup/${code}/deadlines?receipt=${receipt}` });
    expect(seen.status).toBe(200);
    expect(deadlines.parse(seen.body)).toMatchObject({ dueAt: dossier.dueAt });
    expect(named(deadlines.parse(seen.body).clocks, 'settlement')?.dueAt).toBe(dossier.dueAt);
    for (const query of ['', '?receipt=ds-00000000000000000000000000000000']) {
      expect((await sendRaw(scenario.cell.apiUrl, { line: `GET /v1/lookup/${code}/deadlines${query}` })).status).toBe(404);
    }
  });

  it('anybody may learn beforehand when a dossier received at some instant would be due, with the days over New Year', async () => {
    const answer = await sendRaw(scenario.cell.apiUrl, { line: `GET /v1/procedures/${CHAIN}/due-date?receivedAt=${encodeURIComponent('2026-12-28T09:00:00+07:00')}` });
    expect(answer.status).toBe(200);
    const preview = clock.omit({ name: true, owedBy: true }).parse(answer.body);
    expect(preview.dueAt).toBe('2027-01-20T10:00:00.000Z');
    expect(preview.skippedDays.find(({ date }) => date === '2027-01-01')).toMatchObject({ reason: 'holiday' });
    const tooFar = await sendRaw(scenario.cell.apiUrl, { line: `GET /v1/procedures/${CHAIN}/due-date?receivedAt=${encodeURIComponent('2031-12-28T09:00:00+07:00')}` });
    expect(tooFar).toMatchObject({ status: 422, body: { type: 'https://motcua.example/problems/no-calendar' } });
  });

  it('at risk, due, the ladder, the apology, the late result: each is told once, whatever is retried, and the lateness is told apart', async () => {
    const { id, dossier } = await open();
    const step = dossier.steps.find((each) => each.id === STEP);
    await scenario.moveTo(String(step?.['atRiskAt']));
    expect((await alerts(id, 1, ofStep)).map(({ type }) => type)).toEqual(['SlaAtRisk']);
    await scenario.moveTo(step?.dueAt ?? '');
    expect((await alerts(id, 3, ofStep)).map(({ type, rung = '' }) => `${type} ${String(rung)}`.trim())).toEqual(['SlaAtRisk', 'SlaBreached', 'LatenessEscalated officer']);

    // The province is told five working days after the due instant; two weeks are enough over any holiday.
    for (let day = 0; day < 14; day += 1) {
      scenario.cell.clock.advance(24 * 60 * MINUTE_MILLISECONDS);
      await scenario.cell.settled();
    }
    await scenario.as('administrator').post('/v1/operations/rehydrations', { dossierId: id });
    await scenario.cell.settled();
    const told = await alerts(id, 7, ofStep);
    expect(told.map(({ type, rung, agency }) => [type, rung, agency])).toEqual([
      ['SlaAtRisk', undefined, 'H99.101'],
      ['SlaBreached', undefined, 'H99.101'],
      ['LatenessEscalated', 'officer', 'H99.101'],
      ['LatenessEscalated', 'head-of-unit', 'H99.101'],
      ['LatenessEscalated', 'head-of-agency', 'H99.101'],
      ['LatenessEscalated', 'one-stop-head', 'H99.101.01'],
      ['LatenessEscalated', 'province', 'H99'],
    ]);

    await scenario.as('head-an-hoa').post(`/v1/dossiers/${id}/lateness-acknowledgement`, { stepId: STEP, rung: 'head-of-agency' });
    await scenario.as('head-province').post(`/v1/dossiers/${id}/lateness-acknowledgement`, { stepId: STEP, rung: 'province' });
    const ladder = z.array(z.looseObject({ rung: z.string(), acknowledgedBy: z.string().optional() })).parse((await scenario.read(id)).steps[0]?.['lateness']);
    expect(ladder.flatMap(({ rung, acknowledgedBy }) => (acknowledgedBy === undefined ? [] : [[rung, acknowledgedBy]]))).toEqual([['head-of-agency', 'head-an-hoa'], ['province', 'head-province']]);

    const before = (await scenario.read(id)).dueAt ?? '';
    const apology = { reason: 'Quá tải hồ sơ cuối năm', extension: { amount: 3, unit: 'working-day' } };
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/apology`, apology);
    const promised = (await scenario.read(id)).dueAt ?? '';
    expect(Date.parse(promised)).toBeGreaterThan(Date.parse(before));
    const again = await sendRaw(scenario.cell.apiUrl, { line: `POST /v1/dossiers/${id}/apology`, token: await scenario.cell.tokenFor('desk-an-hoa').catch(() => undefined), body: apology });
    expect([401, 422]).toContain(again.status);

    await scenario.moveTo(promised);
    await alerts(id, 1, ({ type, what }) => type === 'SlaBreached' && what === 'settlement');
    const settled = await workThrough(id);
    expect(settled['timing']).toMatchObject({ punctuality: 'late-with-apology', applicantMinutes: 0, stoppedMinutes: 0 });
    expect(named(await clocksOf(id), 'settlement')).toMatchObject({ state: 'late', legalDueAt: before, dueAt: promised });
    expect((await scenario.events(id)).filter(({ type, what }) => type === 'SlaBreached' && what === 'settlement')).toHaveLength(1);
  });

  it('a court’s paper stops every clock at once, and its end lets them go on with what they had left', async () => {
    const { id, dossier } = await open();
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/suspension`, { reason: 'Tòa án thụ lý tranh chấp', cites: 'Nghị định 101/2024/NĐ-CP Điều 19(2)', reference: '12/2026/TB-TA' });
    expect((await scenario.read(id)).dueAt).toBeUndefined();
    expect((await clocksOf(id)).map(({ name, state }) => [name, state])).toContainEqual(['step', 'stopped']);
    await scenario.cell.settled();
    scenario.cell.clock.advance(14 * 24 * 60 * MINUTE_MILLISECONDS);
    await scenario.cell.settled();
    expect((await scenario.events(id)).filter(({ type }) => type.startsWith('Sla'))).toEqual([]);
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/suspension-end`, { reason: 'Tòa án đình chỉ vụ án' });
    const after = await scenario.read(id);
    expect(Date.parse(after.dueAt ?? '')).toBeGreaterThan(Date.parse(dossier.dueAt ?? ''));
    const entries = named(await clocksOf(id), 'settlement')?.entries ?? [];
    expect(entries.map(({ rule }) => rule)).toContain('legal-suspension');
    // Sixteen working days of eight hours are counted in the end, the stop left out.
    expect(entries.reduce((sum, { countedMinutes }) => sum + countedMinutes, 0)).toBe(16 * 480);
  });

  it('answers that race the due instant are decided by the record: told late and late, or in time and nothing told', async () => {
    const opened = await Promise.all(Array.from({ length: 6 }, () => open()));
    const due = opened[0]?.dossier.steps[0]?.dueAt ?? '';
    await scenario.moveTo(new Date(Date.parse(due) - 3 * MINUTE_MILLISECONDS).toISOString());
    await scenario.cell.settled();
    // To half a second before the first late instant; then the checkpoint and the answers come at once.
    scenario.cell.clock.advance(Math.max(0, Date.parse(due) + MINUTE_MILLISECONDS - 500 - scenario.cell.clock.now()));
    const answers = opened.map(async ({ id }, index) => {
      await pause(index * 150);
      await scenario.answer(id, STEP);
    });
    await Promise.all([...answers, pause(400).then(() => scenario.cell.clock.advance(1))]);
    await scenario.cell.settled();
    for (const { id } of opened) {
      const history = (await scenario.events(id)).filter((event) => ('stepId' in event ? event['stepId'] === STEP : false));
      const types = history.map(({ type }) => type).filter((type) => type === 'SlaBreached' || type === 'StepAnswered');
      expect([['StepAnswered'], ['SlaBreached', 'StepAnswered']]).toContainEqual(types);
      const answered = history.find(({ type }) => type === 'StepAnswered');
      if (types.length === 2) expect(answered?.['timing']).toMatchObject({ punctuality: 'late' });
    }
  });

  it('a head moves a step to another agency: its clock runs on there, and the work with it', async () => {
    const { id, dossier } = await open();
    await scenario.as('head-an-hoa').post(`/v1/dossiers/${id}/steps/${STEP}/assignment`, { agency: 'H99.103', officer: 'officer-9', reason: 'Sáp nhập đơn vị' });
    const [step] = (await scenario.read(id)).steps;
    expect(step).toMatchObject({ agency: 'H99.103', officer: 'officer-9', dueAt: dossier.steps[0]?.dueAt });
    expect(JSON.stringify(await scenario.agency('H99.103').get('/v1/inbox'))).toContain(id);
    expect(JSON.stringify(await scenario.agency('H99.101').get('/v1/inbox'))).not.toContain(id);
    await scenario.answer(id, STEP);
    await scenario.untilOpen(id, 'security-certificate');
  });
});

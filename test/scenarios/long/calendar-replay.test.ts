import { setTimeout as pause } from 'node:timers/promises';
import { ListExecutionsCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type ReadDossier, type Scenario } from '#test/support/scenario/start-scenario';

/** The house permit and the karaoke chain without papers, the chain's first step spread over two weeks; and what the desk owes within hours. */
const PERMIT = '7.000041';
const CHAIN = '7.000042';
const SHORT = '3.000722';
/** Working days of the chain's steps, in sum as shipped. */
const BUDGETS: Readonly<Record<string, number>> = { 'household-business': 10, 'security-certificate': 1, 'appraise-licence': 1, 'inspect-premises': 2, 'karaoke-licence': 2 };
const FORGOTTEN_MILLISECONDS = 3 * 60_000;
const PATIENCE_MILLISECONDS = 60_000;
const SATURDAY = 6;

const day = z.looseObject({ date: z.string(), kind: z.string() });
const year = z.object({ year: z.number(), revision: z.number(), days: z.array(day) });
const inForce = z.looseObject({ edition: z.number(), covers: z.object({ to: z.string(), daysAhead: z.number() }), years: z.array(year) });
const proposal = z.looseObject({
  edition: z.number(), state: z.string(), machineEpoch: z.number(),
  counts: z.object({ dossiersLookedAt: z.number(), dossiersMoving: z.number(), datesMoving: z.number(), dossiersNotCounted: z.number() }).optional(),
  applied: z.looseObject({ dossiersLookedAt: z.number() }).optional(),
  changedDays: z.array(z.object({ date: z.string(), change: z.string(), source: z.string() })),
});
const move = z.looseObject({ what: z.string(), id: z.string().optional(), from: z.string(), to: z.string(), because: z.array(z.looseObject({ date: z.string(), source: z.string() })) });
const moved = z.object({ dossierId: z.string(), code: z.string(), moves: z.array(move) });
const movesPage = z.object({ rows: z.array(moved), cursor: z.string().optional() });

const chain = z.object({ stages: z.array(z.looseObject({ steps: z.array(z.looseObject({ id: z.string() })) })) });

function withBudgets() {
  const { stages } = chain.parse(shippedProcedure('1.900297', {}));
  return stages.map((stage) => ({ ...stage, steps: stage.steps.map((step) => ({ ...step, budget: { amount: BUDGETS[step.id], unit: 'working-day' } })) }));
}

describe('A swap of rest days decided eight days ahead is replayed over open dossiers', () => {
  let scenario: Scenario;
  let machines: SFNClient;
  let open: ReadDossier[] = [];
  let untouched: ReadDossier;
  let swap: { off: string; makeUp: string };

  beforeAll(async () => {
    scenario = await startScenario();
    const { region, credentials, urls } = scenario.cell;
    machines = new SFNClient({ region, credentials, endpoint: urls.sfn });
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.013225', { code: PERMIT, papers: [] }));
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('1.900297', { code: CHAIN, papers: [], stages: withBudgets() }));
    const ids: string[] = [];
    for (let number = 0; number < 4; number += 1) ids.push((await scenario.accepted('citizen-minh', { procedureCode: PERMIT })).id);
    ids.push((await scenario.accepted('citizen-minh', { procedureCode: CHAIN })).id);
    const asked = await scenario.handIn('citizen-minh', { procedureCode: CHAIN });
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${asked.id}/supplement-request`, { items: ['Tờ khai'], reasons: ['Thiếu chữ ký'] });
    for (const id of ids) await scenario.until(id, ({ steps }) => steps.some(({ state }) => state === 'open'));
    open = await Promise.all([...ids, asked.id].map((id) => scenario.read(id)));
    untouched = await scenario.read((await scenario.handIn('citizen-lan', { procedureCode: SHORT })).id);
    await scenario.cell.settled();
    swap = await swapAhead();
  }, 180_000);
  afterAll(async () => {
    machines.destroy();
    await scenario.stop();
  });

  const administrator = () => scenario.as('administrator');
  const calendar = async () => inForce.parse(await scenario.as(undefined).get('/v1/calendars'));
  const read = async (edition: number) => proposal.parse(await administrator().get(`/v1/calendars/${String(edition)}`));
  const movesOf = async (edition: number) => {
    const rows: z.infer<typeof moved>[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = movesPage.parse(await administrator().get(`/v1/calendars/${String(edition)}/moves?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`));
      rows.push(...page.rows);
      cursor = page.cursor;
    }
    return rows;
  };
  const recounts = async (id: string) => (await scenario.events(id)).filter(({ type }) => type === 'DatesRecounted');
  const untilState = async (edition: number, state: string) => {
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const found = await read(edition);
      if (found.state === state) return found;
      if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${state}; last seen: ${JSON.stringify(found)}`);
      await pause(50);
    }
  };

  /** A working day eight days ahead, or more when few of them are worked, and a Saturday after it; nothing is known of either. */
  const swapAhead = async () => {
    const { years } = await calendar();
    const known = new Set(years.flatMap(({ days }) => days.map(({ date }) => date)));
    const today = Temporal.Instant.fromEpochMilliseconds(scenario.cell.clock.now()).toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate();
    const ahead = Array.from({ length: 60 }, (_none, days) => ({ days, date: today.add({ days }) })).filter(({ date }) => !known.has(date.toString()));
    const off = ahead.filter(({ date }) => date.dayOfWeek < SATURDAY).find(({ days }, worked) => days >= 8 && worked >= 4);
    const makeUp = ahead.find(({ days, date }) => days > 28 && date.dayOfWeek === SATURDAY);
    return { off: String(off?.date), makeUp: String(makeUp?.date) };
  };
  const source = 'Công văn về hoán đổi ngày làm việc, năm 2026';
  const swapped = async (off: string, makeUp: string) => {
    const { years } = await calendar();
    const days = [{ date: off, kind: 'swapped-off', status: 'decided', source }, { date: makeUp, kind: 'make-up', status: 'decided', source }];
    return years.flatMap((each) => {
      const added = days.filter(({ date }) => date.startsWith(String(each.year)));
      return added.length === 0 ? [] : [{ ...each, revision: each.revision + 1, days: [...each.days, ...added] }];
    });
  };
  const propose = async (body: Record<string, unknown>) => proposal.parse(await administrator().post('/v1/calendars', body));
  const runs = async () => {
    const { ref } = scenario.cell.describe().resources.find(({ type, path }) => type === 'AWS::StepFunctions::StateMachine' && /CalendarReplay/.test(path)) ?? {};
    const { executions = [] } = await machines.send(new ListExecutionsCommand({ stateMachineArn: String(ref) }));
    return executions;
  };
  const loseTheMachine = async () => {
    for (const { executionArn, status } of await runs()) if (status === 'RUNNING') await machines.send(new StopExecutionCommand({ executionArn }));
  };
  /** Lets everybody forget the old calendar. */
  const forget = async () => {
    await scenario.cell.settled();
    scenario.cell.clock.advance(FORGOTTEN_MILLISECONDS);
  };

  it('the calendar in force is public, and says how far it reaches', async () => {
    const { edition, covers, years } = await calendar();
    expect(edition).toBe(0);
    expect(covers.daysAhead).toBeGreaterThan(0);
    expect(years.map((each) => each.year)).toContain(2026);
  });

  it('a swap without a source, or by somebody who keeps no calendar, is refused', async () => {
    const years = await swapped(swap.off, swap.makeUp);
    const undated = years.map((each) => ({ ...each, days: each.days.map((one) => (one.date === swap.off ? { ...one, source: 'hoả tốc' } : one)) }));
    const call = (principal: string, body: unknown) => scenario.as(principal).call({ method: 'POST', path: '/v1/calendars', body });
    const refused = await call('administrator', { years: undated });
    expect([refused.status, refused.body['type']]).toEqual([422, 'https://motcua.example/problems/invalid-calendar']);
    expect((await call('citizen-lan', { years })).status).toBe(403);
    expect((await scenario.as('citizen-lan').call({ method: 'GET', path: '/v1/calendars/proposals' })).status).toBe(403);
  });

  it('the preview shows which dates of which dossiers move and why, and changes nothing', async () => {
    const { edition } = await propose({ years: await swapped(swap.off, swap.makeUp) });
    expect(edition).toBe(1);
    const looked = await untilState(1, 'awaiting-approval');
    expect(looked.changedDays).toEqual([{ date: swap.off, change: 'now-off', source }, { date: swap.makeUp, change: 'now-worked', source }]);
    expect(looked.counts).toMatchObject({ dossiersLookedAt: open.length + 1, dossiersMoving: open.length, dossiersNotCounted: 0 });
    const rows = await movesOf(1);
    expect(rows.map(({ dossierId }) => dossierId).toSorted()).toEqual(open.map(({ id }) => id).toSorted());
    for (const { moves } of rows) for (const { from, to, because } of moves) expect({ isLater: from < to, because: because.map(({ date }) => date) }).toEqual({ isLater: true, because: expect.arrayContaining([swap.off]) });
    expect(rows.flatMap(({ moves }) => moves).length).toBe(looked.counts?.datesMoving);
    expect(new Set(rows.flatMap(({ moves }) => moves.map(({ what }) => what)))).toEqual(new Set(['settlement', 'step', 'supplement']));
    for (const dossier of [...open, untouched]) expect(await scenario.read(dossier.id)).toEqual(dossier);
    expect((await calendar()).edition).toBe(0);
  });

  it('a machine lost while it waits for the approval is given back, and nothing happens before somebody says yes', async () => {
    await scenario.cell.settled();
    await loseTheMachine();
    expect(await administrator().post('/v1/calendars/1/resumption', undefined)).toMatchObject({ machineEpoch: 2, state: 'awaiting-approval' });
    await scenario.cell.settled();
    for (const { id } of open) expect(await recounts(id)).toEqual([]);
  });

  it('the approval brings it into force, and what is filed meanwhile goes by the new calendar in the end', async () => {
    expect(await administrator().post('/v1/calendars/1/approval', undefined)).toMatchObject({ state: 'approved' });
    await untilState(1, 'applying');
    await scenario.cell.settled();
    expect((await runs()).filter(({ status }) => status === 'RUNNING')).toHaveLength(1);
    for (const { id } of open) expect(await recounts(id)).toEqual([]);
    open.push(await scenario.read((await scenario.accepted('citizen-minh', { procedureCode: PERMIT })).id));
  });

  it('a machine stopped in the middle and resumed counts the rest, and each dossier exactly once', async () => {
    await loseTheMachine();
    await administrator().post('/v1/calendars/1/resumption', undefined);
    await forget();
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    while ((await recounts(open[0]?.id ?? '')).length === 0 && performance.now() < giveUpAt) await pause(5);
    await loseTheMachine();
    await administrator().call({ method: 'POST', path: '/v1/calendars/1/resumption' });
    const { applied } = await untilState(1, 'applied');
    expect(applied?.dossiersLookedAt).toBeGreaterThanOrEqual(open.length);
    const preview = new Map((await movesOf(1)).map(({ dossierId, moves }) => [dossierId, moves]));
    for (const { id } of open) {
      const [event, ...more] = await recounts(id);
      expect(more).toEqual([]);
      expect(event).toMatchObject({ edition: 1, ...(preview.has(id) && { moves: preview.get(id) }) });
      expect(z.object({ moves: z.array(move) }).parse(event).moves.every(({ because }) => because.some((one) => one.date === swap.off && one.source === source))).toBe(true);
    }
    expect(await recounts(untouched.id)).toEqual([]);
  });

  it('the dates that people see have moved, by one working day', async () => {
    await scenario.cell.settled();
    for (const before of open.slice(0, 4)) {
      const after = await scenario.read(before.id);
      expect(Date.parse(after.dueAt ?? '')).toBeGreaterThan(Date.parse(before.dueAt ?? ''));
    }
    expect((await scenario.read(untouched.id))['receptionDueAt']).toBe(untouched['receptionDueAt']);
    expect((await calendar()).edition).toBe(1);
  });

  it('a proposal without differences moves nothing', async () => {
    const { edition } = await propose({});
    const { counts, changedDays } = await untilState(edition, 'awaiting-approval');
    expect(changedDays).toEqual([]);
    expect(counts).toMatchObject({ dossiersMoving: 0, datesMoving: 0 });
    await administrator().post(`/v1/calendars/${String(edition)}/approval`, undefined);
    await untilState(edition, 'applying');
    await forget();
    await untilState(edition, 'applied');
    for (const { id } of open) expect(await recounts(id)).toHaveLength(1);
  });

  it('a rejected proposal comes to its end, and leaves the way free for the next', async () => {
    const { edition } = await propose({});
    await untilState(edition, 'awaiting-approval');
    await administrator().post(`/v1/calendars/${String(edition)}/rejection`, { reason: 'Chưa có công văn' });
    await scenario.cell.settled();
    expect((await runs()).filter(({ status }) => status === 'RUNNING')).toEqual([]);
    expect((await runs()).some(({ name, status }) => name === `edition-${String(edition)}-1` && status === 'SUCCEEDED')).toBe(true);
    expect(await administrator().get('/v1/calendars/proposals?limit=1')).toMatchObject({ rows: [{ edition, state: 'rejected', reason: 'Chưa có công văn' }] });
  });
});

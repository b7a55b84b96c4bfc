import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const BIRTH = { procedureCode: '3.000722' };
const [WARD, DESK] = ['H99.101', 'H99.101.01'];
const MINUTE_MILLISECONDS = 60_000;

const work = z.object({ rows: z.array(z.looseObject({ dossierId: z.string(), state: z.string() })), cursor: z.string().optional() });
const board = z.object({ month: z.string(), place: z.string(), rows: z.array(z.looseObject({ agency: z.string() })) });
const rebuilt = z.object({ live: z.number(), building: z.number() });

/** One day of a ward: a dossier settled early, one settled late, one that is still open and late, one withdrawn. */
describe('What happens to dossiers shows in the figures of their agencies, once', () => {
  let scenario: Scenario;
  const dossiers = { early: '', late: '', open: '', withdrawn: '' };
  beforeAll(async () => {
    scenario = await startScenario();
    const accepted = async () => {
      const { id } = await scenario.accepted('citizen-lan', BIRTH);
      await scenario.untilOpen(id, 'birth-registration');
      return id;
    };
    for (const which of ['early', 'late', 'open', 'withdrawn'] as const) dossiers[which] = await accepted();
    await cannot(dossiers.early);
    await scenario.as('citizen-lan').post(`/v1/dossiers/${dossiers.withdrawn}/withdrawal`, { reason: 'Không còn nhu cầu' });
  }, 120_000);
  afterAll(() => scenario.stop());

  const cannot = (id: string) => scenario.answer(id, 'birth-registration', { outcome: 'cannot', reasons: ['Đã đăng ký tại nơi khác'] });
  const moveTo = async (instant: string) => {
    await scenario.cell.settled();
    scenario.cell.clock.advance(Math.max(0, Date.parse(instant) - scenario.cell.clock.now() + 2 * MINUTE_MILLISECONDS));
    await scenario.cell.settled();
  };
  const read = async (principal: string | undefined, path: string) => scenario.as(principal).get(path);
  const scoreboard = async (principal: string, query = '') => board.parse(await read(principal, `/v1/sla/scoreboard${query}`)).rows;
  const rowOf = async (principal: string, agency: string) => (await scoreboard(principal)).find((row) => row.agency === agency);

  it('an officer sees the step given to him in his own list, with how it stands to its term', async () => {
    const officer = 'officer-civil-status';
    expect(work.parse(await read(officer, '/v1/sla/my-work')).rows).toEqual([]);
    await scenario.as('head-an-hoa').post(`/v1/dossiers/${dossiers.open}/steps/birth-registration/assignment`, { officer, reason: 'Phân công' });
    const { rows } = work.parse(await read(officer, '/v1/sla/my-work'));
    expect(rows).toMatchObject([{ dossierId: dossiers.open, stepId: 'birth-registration', state: 'in-time' }]);
  });

  it('heads see what was settled early, what was withdrawn and what is open; each head his own range, others nothing', async () => {
    await scenario.cell.settled();
    expect(await rowOf('head-one-stop', DESK)).toMatchObject({
      now: { openInTime: 2, openLate: 0, awaitingHandOver: 1 },
      month: { received: 4, settledEarly: 1, endedOtherwise: 1, lateWithoutApology: 0 },
    });
    expect(await rowOf('head-an-hoa', WARD)).toMatchObject({ now: { stepsInTime: 2, stepsLate: 0 }, month: { stepsReceived: 4, stepsEarly: 1 } });
    const seen = async (principal: string) => (await scoreboard(principal)).map(({ agency }) => agency);
    expect(await seen('head-an-hoa')).toEqual([WARD, DESK]);
    expect(await seen('head-province')).toEqual([WARD, DESK]);
    for (const principal of ['officer-civil-status', 'citizen-lan']) await expect(read(principal, '/v1/sla/scoreboard')).rejects.toThrow('not-allowed');
  });

  it('a dossier past its promised day turns late in the lists, on the scoreboard and on the alarm of overdue dossiers', async () => {
    const { dueAt } = await scenario.read(dossiers.open);
    await moveTo(String(dueAt));
    await scenario.cell.settled();
    expect(await rowOf('head-one-stop', DESK)).toMatchObject({ now: { openInTime: 0, openLate: 2 } });
    const agency = work.parse(await read('officer-civil-status', '/v1/sla/agency')).rows;
    expect(agency.map(({ dossierId, state }) => ({ dossierId, state })).toSorted((one, other) => (one.dossierId < other.dossierId ? -1 : 1))).toEqual(
      [dossiers.late, dossiers.open].toSorted().map((dossierId) => ({ dossierId, state: 'late' })),
    );
    for (let run = 0; run < 4; run += 1) {
      scenario.cell.clock.advance(5 * MINUTE_MILLISECONDS);
      await scenario.cell.settled();
    }
    await scenario.cell.cloudWatch.evaluate();
    expect(scenario.cell.cloudWatch.alarmStates().find(({ name }) => name === 'figures/dossiers/overdue')).toMatchObject({ state: 'ALARM' });
  });

  it('settled after its day without an apology it counts as late without apology, and no longer as open', async () => {
    await cannot(dossiers.late);
    await scenario.until(dossiers.late, ({ status }) => status === 'settled');
    await scenario.cell.settled();
    expect(await rowOf('head-one-stop', DESK)).toMatchObject({ now: { openLate: 1, awaitingHandOver: 2 } });
    const rows = await scoreboard('head-one-stop', `?month=${monthOf(scenario.cell.clock.now())}&by=procedure`);
    expect(rows.find(({ agency }) => agency === DESK)).toMatchObject({ procedureCode: '3.000722', month: { lateWithoutApology: 1 } });
  });

  it('anybody may see the public figures: agencies, no dossier, and nothing of fewer than five', async () => {
    const answer = await read(undefined, '/v1/sla/public-scoreboard');
    expect(board.parse(answer).rows).toMatchObject([{ agency: WARD }, { agency: DESK, openLate: null }]);
    for (const id of Object.values(dossiers)) expect(JSON.stringify(answer)).not.toContain(id);
  });

  it('counted anew from the record the figures are the same, and only an administrator may ask for it', async () => {
    const boards = async () => [await scoreboard('head-province'), await scoreboard('head-province', '?by=procedure')];
    const before = await boards();
    await expect(scenario.as('head-province').post('/v1/operations/figure-rebuilds', undefined)).rejects.toThrow('not-allowed');
    const ask = async () => rebuilt.parse(await scenario.as('administrator').post('/v1/operations/figure-rebuilds', undefined));
    expect(await ask()).toEqual({ live: 1, building: 2 });
    await scenario.cell.settled();
    expect(await boards()).toEqual(before);
    expect(await ask()).toEqual({ live: 2, building: 3 });
  });
});

function monthOf(epochMilliseconds: number): string {
  return new Date(epochMilliseconds + 7 * 60 * MINUTE_MILLISECONDS).toISOString().slice(0, 7);
}

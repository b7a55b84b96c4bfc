import '../platform/quiet.ts';
import { describe, expect, it } from '@jest/globals';
import { approveCalendar } from '#functions/calendars/approve-calendar/approve-calendar';
import { listMoves } from '#functions/calendars/list-moves/list-moves';
import { listProposals } from '#functions/calendars/list-proposals/list-proposals';
import { proposeCalendar } from '#functions/calendars/propose-calendar/propose-calendar';
import { readCalendars } from '#functions/calendars/read-calendars/read-calendars';
import { readProposal } from '#functions/calendars/read-proposal/read-proposal';
import { rejectCalendar } from '#functions/calendars/reject-calendar/reject-calendar';
import { resumeReplay } from '#functions/calendars/resume-replay/resume-replay';
import { decideReplay } from '#functions/steps/decide-replay/decide-replay';
import { aYear, someMoves } from '#test/support/builders/calendar-builders';
import { APPROVER, calendarOffice, CITIZEN, NOW, PROPOSER } from './calendar-office.ts';

const withoutTheSwap = { years: [aYear(2026, { without: ['2026-01-02', '2026-01-10'] })] };
const refusal = (code: string) => ({ details: { code } });

describe('proposing a calendar', () => {
  it('takes the next edition, says which days change, and has every open dossier looked at', async () => {
    const { tools, proposing } = calendarOffice();
    const answer = await proposeCalendar(tools, proposing(withoutTheSwap));
    expect(answer).toMatchObject({
      status: 201,
      headers: { location: '/v1/calendars/1' },
      body: {
        edition: 1, basedOn: 0, state: 'previewing', proposedBy: PROPOSER.id, proposedAt: '2025-12-25T02:00:00.000Z',
        changedDays: [{ date: '2026-01-02', change: 'now-worked' }, { date: '2026-01-10', change: 'now-off' }],
        warnings: expect.arrayContaining([expect.objectContaining({ code: 'day-unverified' })]),
      },
    });
    expect(tools.machine.started).toEqual([{ edition: 1, epoch: 1 }]);
    expect(await tools.register.inForce()).toEqual({ edition: 0 });
  });

  it('gives the same call the same edition, and refuses another call under its key', async () => {
    const { tools, proposing } = calendarOffice();
    const first = await proposeCalendar(tools, proposing(withoutTheSwap, { key: 'one key' }));
    expect(await proposeCalendar(tools, proposing(withoutTheSwap, { key: 'one key' }))).toEqual(first);
    expect(tools.machine.started).toHaveLength(1);
    await expect(proposeCalendar(tools, proposing({}, { key: 'one key', hash: 'other' }))).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await proposeCalendar(tools, proposing(withoutTheSwap))).toMatchObject({ body: { edition: 2, basedOn: 0 } });
  });

  it('gives each of three at once an edition of its own', async () => {
    const { tools, proposing } = calendarOffice();
    const outcomes = await Promise.allSettled(Array.from({ length: 3 }, () => proposeCalendar(tools, proposing(withoutTheSwap))));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect((await tools.register.proposals({ limit: 10 })).rows.map(({ edition }) => edition)).toEqual([3, 2, 1]);
  });

  it('refuses what is no calendar, and what was thought out over another one', async () => {
    const { tools, proposing } = calendarOffice();
    await expect(proposeCalendar(tools, proposing({ years: [{ year: 2026, revision: 2, days: [] }] }))).rejects.toMatchObject(refusal('invalid-calendar'));
    await expect(proposeCalendar(tools, proposing({ ...withoutTheSwap, basedOn: 3 }))).rejects.toMatchObject(refusal('calendar-outdated'));
    expect((await tools.register.proposals({ limit: 10 })).rows).toEqual([]);
  });

  it('is for administrators', async () => {
    const { tools, proposing } = calendarOffice();
    await expect(proposeCalendar(tools, proposing(withoutTheSwap, { principal: CITIZEN }))).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('deciding on a proposal', () => {
  const previewed = async () => {
    const office = calendarOffice();
    await proposeCalendar(office.tools, office.proposing(withoutTheSwap));
    const { version, word } = await office.lookedThrough(1);
    expect(word).toBe('approval');
    await office.tools.register.leaveWait({ edition: 1, version }, 'token');
    return office;
  };

  it('is another person\'s matter than the proposer\'s, and wakes the machine that waits', async () => {
    const { tools, about, state } = await previewed();
    await expect(approveCalendar(tools, about(1, PROPOSER, undefined))).rejects.toMatchObject(refusal('second-approver-needed'));
    expect(tools.machine.woken).toEqual([]);
    expect(await approveCalendar(tools, about(1, APPROVER, undefined))).toMatchObject({ status: 200, body: { state: 'approved', approvedBy: APPROVER.id } });
    expect(tools.machine.woken).toEqual(['token']);
    expect(await state(1)).toBe('approved');
  });

  it('is the proposer\'s matter too where four eyes are not asked for', async () => {
    const { tools, about } = await previewed();
    expect(await approveCalendar({ ...tools, needsSecondPerson: false }, about(1, PROPOSER, undefined))).toMatchObject({ body: { state: 'approved' } });
  });

  it('is done once: the same approval again wakes the machine again and changes nothing', async () => {
    const { tools, about } = await previewed();
    await approveCalendar(tools, about(1, APPROVER, undefined));
    const { version } = await tools.register.proposal(1) ?? {};
    expect(await approveCalendar(tools, about(1, APPROVER, undefined))).toMatchObject({ body: { state: 'approved', version } });
    expect(tools.machine.woken).toEqual(['token', 'token']);
    await expect(approveCalendar(tools, about(1, { ...APPROVER, id: 'sub-administrator-3' }, undefined))).rejects.toMatchObject(refusal('calendar-not-awaiting-approval'));
  });

  it('may be a no with a reason, which ends it', async () => {
    const { tools, about, lookedThrough } = await previewed();
    const no = { reason: 'Chưa có công văn' };
    expect(await rejectCalendar(tools, about(1, APPROVER, no))).toMatchObject({ body: { state: 'rejected', ...no } });
    expect(await rejectCalendar(tools, about(1, APPROVER, no))).toMatchObject({ status: 200 });
    await expect(rejectCalendar(tools, about(1, APPROVER, { reason: 'Lý do khác' }))).rejects.toMatchObject(refusal('calendar-not-awaiting-approval'));
    expect(await lookedThrough(1)).toMatchObject({ word: 'ended' });
    expect(await tools.register.inForce()).toEqual({ edition: 0 });
  });

  it('is refused for a second edition while the first is on its way, and for an edition nobody proposed', async () => {
    const { tools, about, proposing, lookedThrough } = await previewed();
    await proposeCalendar(tools, proposing({}));
    await lookedThrough(2);
    await approveCalendar(tools, about(1, APPROVER, undefined));
    await expect(approveCalendar(tools, about(2, APPROVER, undefined))).rejects.toMatchObject(refusal('calendar-superseded'));
    await expect(approveCalendar(tools, about(9, APPROVER, undefined))).rejects.toMatchObject(refusal('calendar-not-found'));
  });

  it('puts the edition in force at once, lets the old one be forgotten, then has all counted again', async () => {
    const { tools, about, lookedThrough } = await previewed();
    await approveCalendar(tools, about(1, APPROVER, undefined));
    const decided = await decideReplay({ register: tools.register, now: () => NOW }, { edition: 1 });
    expect(decided).toMatchObject({ word: 'forget', secondsToNextCheckpoint: 120, waitUntil: '2025-12-25T02:02:00.000Z' });
    expect((await tools.register.calendars.inForce()).edition).toBe(1);
    expect(await decideReplay({ register: tools.register, now: () => NOW.add({ seconds: 120 }) }, { edition: 1 })).toMatchObject({ word: 'apply', shards: Array.from({ length: 32 }, (_none, shard) => shard) });
    expect(await lookedThrough(1, 'apply')).toMatchObject({ word: 'ended', shards: [...Array(32).keys()] });
    expect(await tools.register.inForce()).toEqual({ edition: 1 });
  });

  it('can go on after its machine was lost, and is given no second one while it lives', async () => {
    const { tools, about } = await previewed();
    expect(await resumeReplay(tools, about(1, PROPOSER, undefined))).toMatchObject({ status: 200, body: { machineEpoch: 1 } });
    tools.machine.loses({ edition: 1, epoch: 1 });
    expect(await resumeReplay(tools, about(1, PROPOSER, undefined))).toMatchObject({ status: 202, body: { machineEpoch: 2, state: 'awaiting-approval' } });
    expect(tools.machine.started).toEqual([{ edition: 1, epoch: 1 }, { edition: 1, epoch: 2 }]);
    await rejectCalendar(tools, about(1, APPROVER, { reason: 'Chưa có công văn' }));
    tools.machine.loses({ edition: 1, epoch: 2 });
    await expect(resumeReplay(tools, about(1, PROPOSER, undefined))).rejects.toMatchObject(refusal('calendar-replay-over'));
  });
});

describe('reading calendars', () => {
  it('shows everybody what is in force, how far it reaches and what to look at twice', async () => {
    const { tools } = calendarOffice();
    const request = { principal: undefined, idempotency: undefined, body: undefined, path: undefined, query: undefined, ifMatch: undefined, now: NOW, correlationId: 'c', language: 'vi' as const };
    const answer = await readCalendars({ calendars: tools.register.calendars }, request);
    expect(answer).toMatchObject({ status: 200, body: { edition: 0, covers: { from: '2024-01-01', to: '2027-12-31', daysAhead: 736 }, agencies: [] } });
    const late = await readCalendars({ calendars: tools.register.calendars }, { ...request, now: NOW.add({ hours: 24 * 650 }) });
    expect(late.body).toMatchObject({ warnings: expect.arrayContaining([expect.objectContaining({ code: 'calendar-runs-out', about: '2027' })]) });
  });

  it('shows administrators, and nobody else, what is proposed and what it moves', async () => {
    const { tools, proposing, reading } = calendarOffice();
    await proposeCalendar(tools, proposing(withoutTheSwap));
    await tools.register.keepMoves(1, [someMoves()]);
    const page = { limit: 10 };
    expect(await readProposal(tools, reading(1, APPROVER, undefined))).toMatchObject({ status: 200, body: { edition: 1, version: 1 } });
    expect(await listMoves(tools, reading(1, APPROVER, page))).toEqual({ status: 200, body: { rows: [someMoves()] } });
    expect(await listProposals(tools, reading(1, APPROVER, page))).toMatchObject({ status: 200, body: { rows: [{ edition: 1 }] } });
    await expect(listMoves(tools, reading(2, APPROVER, page))).rejects.toMatchObject(refusal('calendar-not-found'));
    for (const read of [readProposal(tools, reading(1, CITIZEN, undefined)), listMoves(tools, reading(1, CITIZEN, page)), listProposals(tools, reading(1, CITIZEN, page))]) {
      await expect(read).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });
});

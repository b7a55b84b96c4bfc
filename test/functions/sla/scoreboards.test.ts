import '../platform/quiet.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Principal } from '#domain/kernel/authoriser';
import { Temporal } from '#domain/kernel/temporal';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { countDossiers } from '#functions/sla/count-dossiers/count-dossiers';
import { listAgencyWork } from '#functions/sla/list-agency-work/list-agency-work';
import { listMyWork } from '#functions/sla/list-my-work/list-my-work';
import { readPublicScoreboard } from '#functions/sla/read-public-scoreboard/read-public-scoreboard';
import { readScoreboard } from '#functions/sla/read-scoreboard/read-scoreboard';
import { aChange } from '#test/support/builders/change-builders';
import { anInProgress, aReturned, aSettled, aSubmitted } from '#test/support/builders/dossier-builders';
import { aStep, byId } from '#test/support/builders/part-builders';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryFigureStore } from '#test/support/fakes/in-memory-figure-store';

const authoriser = createCedarAuthoriser();
const now = Temporal.Instant.from('2026-11-25T03:00:00Z');
const officer = (agency: string, ...roles: string[]): Principal => ({ kind: 'officer', id: 'officer-1', agency, roles });
const citizen: Principal = { kind: 'citizen', id: 'citizen-1', roles: [] };
const [DESK, BELOW, NEIGHBOUR] = ['H26.101', 'H26.101.01', 'H26.102'];
const timed = z.object({ rows: z.array(z.object({ times: z.object({ agency: z.object({ medianMinutes: z.number(), ninetiethMinutes: z.number() }) }) })) });
const page = { limit: 25, cursor: undefined };

let store: InMemoryDossierStore;
let figures: InMemoryFigureStore;
beforeEach(() => {
  store = new InMemoryDossierStore();
  figures = new InMemoryFigureStore();
});

async function recorded(...dossiers: Dossier[]): Promise<void> {
  for (const dossier of dossiers) await store.commit(aChange(undefined, dossier));
  await countDossiers({ store, figures }, dossiers.map(({ id }) => ({ dossierId: id })));
}

const settled = (receivingAgency: string, punctuality: 'early' | 'late-with-apology', agencyMinutes = 480) =>
  aReturned({ receivingAgency, steps: {}, timing: { punctuality, agencyMinutes, applicantMinutes: 0, stoppedMinutes: 30 } });

describe('the list of an officer', () => {
  it('shows his open steps, those that are late first, with how each stands to its term', async () => {
    const step = (id: string, dueAt: string, atRiskAt: string) => aStep({ id, dueAt, atRiskAt, agency: DESK, officer: 'officer-1' });
    const steps = [step('calm', '2026-11-30T03:00:00.000Z', '2026-11-28T03:00:00.000Z'), step('late', '2026-11-24T03:00:00.000Z', '2026-11-23T03:00:00.000Z'), step('near', '2026-11-25T09:00:00.000Z', '2026-11-25T02:00:00.000Z')];
    await recorded(anInProgress({ steps: byId(...steps) }));
    const { body } = await listMyWork({ store, authoriser }, { principal: officer(DESK), query: page, now });
    expect(body).toMatchObject({ rows: [{ stepId: 'late', state: 'late' }, { stepId: 'near', state: 'at-risk' }, { stepId: 'calm', state: 'in-time' }] });
    expect((await listMyWork({ store, authoriser }, { principal: { ...officer(DESK), id: 'officer-2' }, query: page, now })).body).toEqual({ rows: [] });
  });

  it('is nothing for a citizen', async () => {
    await expect(listMyWork({ store, authoriser }, { principal: citizen, query: page, now })).rejects.toThrow();
  });
});

describe('the list of an agency', () => {
  it('shows all it has to do with how each piece stands to its term; a reception is in time until it is late', async () => {
    await recorded(aSubmitted({ receivingAgency: DESK, receptionDueAt: '2026-11-25T03:00:00.000Z' }), aSubmitted({ receivingAgency: DESK, receptionDueAt: '2026-11-25T02:59:00.000Z' }), aSubmitted({ receivingAgency: NEIGHBOUR }));
    const { body } = await listAgencyWork({ store, authoriser }, { principal: officer(DESK), query: page, now });
    expect(body).toMatchObject({ agency: DESK, rows: [{ kind: 'reception', state: 'late' }, { kind: 'reception', state: 'in-time' }] });
  });
});

describe('the scoreboard of heads', () => {
  const read = (principal: Principal, query: Partial<Parameters<typeof readScoreboard>[1]['query']> = {}) =>
    readScoreboard({ figures, authoriser, place: 'H26' }, { principal, query: { ...page, by: 'agency', month: undefined, ...query }, now });

  it('shows the head of an agency what is at and below it, the heads of the place all of it, and others nothing', async () => {
    await recorded(...[DESK, BELOW, NEIGHBOUR].map((receivingAgency) => aSubmitted({ receivingAgency })));
    const agencies = async (principal: Principal) => (await read(principal)).body;
    expect(await agencies(officer(DESK, 'head-of-agency'))).toMatchObject({ place: 'H26', month: '2026-11', rows: [{ agency: DESK }, { agency: BELOW }] });
    expect(await agencies(officer(BELOW, 'one-stop-head'))).toMatchObject({ rows: [{ agency: DESK }, { agency: BELOW }, { agency: NEIGHBOUR }] });
    expect(await agencies(officer('H26', 'province-head'))).toMatchObject({ rows: [{ agency: DESK }, { agency: BELOW }, { agency: NEIGHBOUR }] });
    expect(await agencies(officer('H27', 'province-head'))).toMatchObject({ place: 'H27', rows: [] });
    for (const principal of [officer(DESK), citizen]) await expect(read(principal)).rejects.toThrow();
  });

  it('tells early, on time and late apart, and whose time it took, with median and ninetieth percentile', async () => {
    const slow = Array.from({ length: 2 }, () => settled(DESK, 'late-with-apology', 4800));
    await recorded(...Array.from({ length: 8 }, () => settled(DESK, 'early', 480)), ...slow, aSettled({ receivingAgency: DESK, steps: {}, timing: { punctuality: 'early', agencyMinutes: 480, applicantMinutes: 0, stoppedMinutes: 0 } }));
    const { body } = await read(officer(DESK, 'head-of-agency'));
    expect(body).toMatchObject({
      rows: [{
        now: { openInTime: 0, openLate: 0, awaitingHandOver: 1 },
        month: { received: 11, settledEarly: 9, settledOnTime: 0, lateWithApology: 2, lateWithoutApology: 0 },
        times: { agency: { cases: 11 }, applicant: { medianMinutes: 0, ninetiethMinutes: 0 } },
      }],
    });
    const [row] = timed.parse(body).rows;
    expect(Math.abs(Number(row?.times.agency.medianMinutes) / 480 - 1)).toBeLessThan(0.06);
    expect(Math.abs(Number(row?.times.agency.ninetiethMinutes) / 4800 - 1)).toBeLessThan(0.06);
  });

  it('shows procedures of each agency when asked, and another month when named', async () => {
    await recorded(aSubmitted({ receivingAgency: DESK, procedure: { code: '2.000001', version: 1 } }), aSubmitted({ receivingAgency: DESK }));
    expect((await read(officer(DESK, 'head-of-agency'), { by: 'procedure' })).body).toMatchObject({ rows: [{ procedureCode: '1.001193' }, { procedureCode: '2.000001' }] });
    expect((await read(officer(DESK, 'head-of-agency'), { month: '2026-10' })).body).toMatchObject({ month: '2026-10', rows: [{ now: { openInTime: 2 }, month: { received: 0 } }] });
  });
});

describe('the public scoreboard', () => {
  it('leaves out every figure of fewer than five dossiers and says so; none is none', async () => {
    await recorded(...Array.from({ length: 6 }, () => settled(DESK, 'early')), ...Array.from({ length: 4 }, () => settled(DESK, 'late-with-apology')), ...Array.from({ length: 4 }, () => settled(NEIGHBOUR, 'early')));
    const { body } = await readPublicScoreboard({ figures, place: 'H26' }, { query: { ...page, month: undefined }, now });
    expect(body).toMatchObject({ fewestShown: 5, note: { vi: expect.stringContaining('dưới 5 hồ sơ'), en: expect.stringContaining('fewer than 5 dossiers') } });
    expect(body).toMatchObject({
      rows: [
        { agency: DESK, openLate: 0, received: 10, settledEarly: 6, settledOnTime: 0, settledLate: null, medianMinutes: { agency: expect.any(Number), applicant: 0, stopped: expect.any(Number) } },
        { agency: NEIGHBOUR, received: null, settledEarly: null, settledLate: 0, medianMinutes: { agency: null, applicant: null, stopped: null } },
      ],
    });
  });

  it('names no person and no dossier', async () => {
    const dossier = settled(DESK, 'early');
    await recorded(dossier);
    const told = JSON.stringify((await readPublicScoreboard({ figures, place: 'H26' }, { query: { ...page, month: undefined }, now })).body);
    for (const word of [dossier.id, dossier.code, dossier.ownerId, dossier.application.applicant.fullName]) expect(told).not.toContain(word);
  });
});

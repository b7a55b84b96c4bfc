import { describe, expect, it } from '@jest/globals';
import type { Dossier } from '#domain/dossiers/dossier';
import { changeFor, intoTransactions } from '#domain/figures/counting';
import { bucketCounter } from '#domain/figures/figure-row';
import type { FigureStore, ScoreboardRequest } from '#domain/figures/figure-store';
import { bucketOf } from '#domain/figures/log-histogram';
import { anInProgress, aReturned, aSettled, aSubmitted } from '#test/support/builders/dossier-builders';
import { aStep, byId } from '#test/support/builders/part-builders';

const timing = { punctuality: 'early' as const, agencyMinutes: 900, applicantMinutes: 60, stoppedMinutes: 0 };
const MONTH = '2026-11';
let places = 0;

/** A place nobody else in the run counts for: the tests share one store. */
function aPlace(): string {
  places += 1;
  return `${'ABCDEFGHKLMN'[Math.floor(places / 90)] ?? 'P'}${String(10 + (places % 90))}`;
}

/** What every store of figures does. */
export function figureStoreContract(name: string, harness: () => FigureStore): void {
  const count = async (...dossiers: Dossier[]) => {
    for (const dossier of dossiers) {
      const { live } = await harness().generations();
      const change = changeFor(dossier, (await harness().counted(live, [dossier.id])).get(dossier.id));
      for (const transaction of change === undefined ? [] : intoTransactions([change])) expect(await harness().count(live, transaction)).toBe('counted');
    }
  };
  const board = (request: Partial<ScoreboardRequest> & { place: string }) => harness().scoreboard({ by: 'agency', month: MONTH, limit: 10, ...request });

  describe(`${name} as a store of figures`, () => {
    it('remembers what of a dossier was counted, and of which version', async () => {
      const dossier = aSubmitted({ receivingAgency: `${aPlace()}.101` });
      const { live } = await harness().generations();
      expect(await harness().counted(live, [dossier.id])).toEqual(new Map());
      const change = changeFor(dossier, undefined);
      await count(dossier);
      expect(await harness().counted(live, [dossier.id, 'ds-nobody'])).toEqual(new Map([[dossier.id, change?.after]]));
    });

    it('counts a dossier once when two counters come with it at the same moment', async () => {
      const place = aPlace();
      const change = changeFor(aSubmitted({ receivingAgency: `${place}.101` }), undefined);
      if (change === undefined) throw new Error('nothing to count');
      const { live } = await harness().generations();
      const outcomes = [await harness().count(live, [change]), await harness().count(live, [change])];
      expect(outcomes).toEqual(['counted', 'conflict']);
      expect(await harness().openWork(place)).toMatchObject({ openInTime: 1, dossiersEver: 1 });
    });

    it('refuses a count that goes on from what somebody has replaced since', async () => {
      const place = aPlace();
      const submitted = aSubmitted({ receivingAgency: `${place}.101` });
      await count(submitted);
      const { live } = await harness().generations();
      const stale = (await harness().counted(live, [submitted.id])).get(submitted.id);
      const working = anInProgress({ id: submitted.id, receivingAgency: `${place}.101`, steps: {} });
      const late = changeFor({ ...working, version: 7 }, stale);
      await count(working);
      expect(await harness().count(live, late === undefined ? [] : [late])).toBe('conflict');
      expect(await harness().openWork(place)).toMatchObject({ openInTime: 1, dossiersEver: 1 });
    });

    it('writes nothing of several dossiers when one of them was counted meanwhile', async () => {
      const place = aPlace();
      const [one, other] = [aSubmitted({ receivingAgency: `${place}.101` }), aSubmitted({ receivingAgency: `${place}.102` })];
      await count(one);
      const { live } = await harness().generations();
      const changes = [other, one].flatMap((dossier) => changeFor(dossier, undefined) ?? []);
      expect(await harness().count(live, changes)).toBe('conflict');
      expect(await harness().openWork(place)).toMatchObject({ openInTime: 1 });
    });

    it('shows how things stand and what happened in the month, agency by agency', async () => {
      const place = aPlace();
      const [one, other] = [`${place}.101`, `${place}.102`];
      const settled = aSettled({ receivingAgency: other, steps: {}, timing });
      await count(aSubmitted({ receivingAgency: one }), aSubmitted({ receivingAgency: one }), settled);
      const { rows } = await board({ place });
      expect(rows.map(({ agency }) => agency)).toEqual([one, other]);
      expect(rows[0]).toMatchObject({ now: { openInTime: 2, dossiersEver: 2 }, month: { received: 2 } });
      expect(rows[1]).toMatchObject({ now: { awaitingHandOver: 1 }, month: { received: 1, settledEarly: 1, [bucketCounter('agency', bucketOf(900))]: 1 } });
      expect(rows[1]?.now).not.toHaveProperty('openInTime');
    });

    it('moves a dossier from open to settled, and leaves no trace of what it was', async () => {
      const place = aPlace();
      const submitted = aSubmitted({ receivingAgency: `${place}.101` });
      await count(submitted, aReturned({ id: submitted.id, receivingAgency: `${place}.101`, steps: {}, timing }));
      expect((await board({ place })).rows[0]?.now).toEqual({ dossiersEver: 1 });
      expect(await harness().settlements(place, '2026-11-27', '2026-11-27')).toEqual({ inTime: 1, late: 0 });
    });

    it('keeps an agency on the board in a month in which nothing was received', async () => {
      const place = aPlace();
      await count(aSubmitted({ receivingAgency: `${place}.101` }));
      expect((await board({ place, month: '2027-03' })).rows).toMatchObject([{ agency: `${place}.101`, now: { openInTime: 1 }, month: {} }]);
    });

    it('shows each procedure of each agency when asked for', async () => {
      const place = aPlace();
      const received = (code: string) => aSubmitted({ receivingAgency: `${place}.101`, procedure: { code, version: 1 } });
      await count(received('1.001193'), received('2.000002'), received('2.000002'));
      const { rows } = await board({ place, by: 'procedure' });
      expect(rows.map(({ procedureCode, now }) => [procedureCode, now['openInTime']])).toEqual([['1.001193', 1], ['2.000002', 2]]);
    });

    it('shows an agency and those below it, and no neighbour whose code begins alike', async () => {
      const place = aPlace();
      const codes = [`${place}.10`, `${place}.10.01`, `${place}.101`, `${place}.11`];
      await count(...codes.map((receivingAgency) => aSubmitted({ receivingAgency })));
      expect((await board({ place, under: `${place}.10` })).rows.map(({ agency }) => agency)).toEqual([`${place}.10`, `${place}.10.01`]);
    });

    it('gives a long board page by page, each agency once, and lets no cursor out of the range asked for', async () => {
      const place = aPlace();
      const codes = Array.from({ length: 5 }, (_none, index) => `${place}.${String(101 + index)}`);
      await count(...codes.map((receivingAgency) => aSubmitted({ receivingAgency })));
      const first = await board({ place, limit: 3 });
      const { cursor = '' } = first;
      const second = await board({ place, limit: 3, cursor });
      expect([...first.rows, ...second.rows].map(({ agency }) => agency)).toEqual(codes);
      expect(second).not.toHaveProperty('cursor');
      const elsewhere = await board({ place, under: `${place}.105`, cursor });
      expect(elsewhere.rows.map(({ agency }) => agency)).toEqual([`${place}.105`]);
      await expect(board({ place, cursor: 'no cursor' })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
    });

    it('tells promises kept and broken in their five minutes, and the oldest step that waits', async () => {
      const place = aPlace();
      const receivingAgency = `${place}.101`;
      const { watch } = aStep();
      const late = aStep({ agency: receivingAgency, watch: { ...watch, told: ['due'] }, dueAt: '2026-11-25T03:04:00.000Z' });
      const dossier = anInProgress({ receivingAgency, steps: byId(late, aStep({ id: 'older', agency: receivingAgency, openedAt: '2026-11-20T09:10:00.000Z' })) });
      await count(dossier);
      expect(await harness().promises(place, '2026-11-25T03:00', '2026-11-25T03:00')).toEqual([{ from: '2026-11-25T03:00', kept: 0, broken: 1 }]);
      expect(await harness().promises(place, '2026-11-25T03:05', '2026-11-26T00:00')).toEqual([]);
      expect(await harness().oldestWaiting(place)).toBe('2026-11-20T09');
      await count({ ...dossier, version: 6, steps: byId(late) });
      expect(await harness().oldestWaiting(place)).toBe('2026-11-23T03');
      expect(await harness().oldestWaiting(aPlace())).toBeUndefined();
    });

    it('tells how long the settlements of the last ninety days took, and forgets older ones', async () => {
      const receivingAgency = `${aPlace()}.101`;
      await count(aSettled({ receivingAgency, steps: {}, timing }));
      const durations = (day: string) => harness().recentDurations(receivingAgency, '1.001193', day);
      expect(await durations('2026-11-27')).toEqual({ [bucketOf(960)]: 1 });
      expect(await durations('2027-02-24')).toEqual({ [bucketOf(960)]: 1 });
      expect(await durations('2027-02-25')).toEqual({});
      expect(await durations('2026-11-26')).toEqual({});
    });

    // The last, because everything counted so far stays in the generation before.
    it('goes over to a rebuilt generation when its last part has ended, and not before', async () => {
      const place = aPlace();
      const dossier = aSubmitted({ receivingAgency: `${place}.101` });
      await count(dossier);
      const { live, building } = await harness().beginRebuild(['open-0', 'over-0']);
      expect(building).toBe(live + 1);
      expect(await harness().beginRebuild(['open-0'])).toEqual({ live, building, partsLeft: 2 });
      await harness().count(building, intoTransactions([changeFor(dossier, undefined)].flatMap((change) => change ?? []))[0] ?? []);
      await harness().count(building, intoTransactions([aSubmitted({ receivingAgency: `${place}.102` })].flatMap((each) => changeFor(each, undefined) ?? []))[0] ?? []);
      await harness().endPart(building, 'open-0');
      await harness().endPart(building, 'open-0');
      expect(await harness().generations()).toEqual({ live, building, partsLeft: 1 });
      expect(await harness().openWork(place)).toMatchObject({ openInTime: 1 });
      await harness().endPart(building, 'over-0');
      expect(await harness().generations()).toEqual({ live: building });
      expect(await harness().openWork(place)).toMatchObject({ openInTime: 2 });
      await harness().endPart(building, 'over-0');
      expect(await harness().generations()).toEqual({ live: building });
    });
  });
}

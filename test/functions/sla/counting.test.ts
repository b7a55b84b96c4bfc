import '../platform/quiet.ts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Dossier } from '#domain/dossiers/dossier';
import type { FigureStore } from '#domain/figures/figure-store';
import { rebuildFigures } from '#functions/operations/rebuild-figures/rebuild-figures';
import { countCensus } from '#functions/sla/count-census/count-census';
import { countDossiers } from '#functions/sla/count-dossiers/count-dossiers';
import { EdgeProblem } from '#functions/platform/problem';
import { lives } from '#test/domain/figures/lives';
import { aChange } from '#test/support/builders/change-builders';
import { aSubmitted } from '#test/support/builders/dossier-builders';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryFigureStore } from '#test/support/fakes/in-memory-figure-store';
import { RecordingRebuildQueue } from '#test/support/fakes/recording-rebuild-queue';

const administrator = { kind: 'administrator' as const, id: 'admin', roles: [] };
class Cell {
  readonly store = new InMemoryDossierStore();
  readonly figures = new InMemoryFigureStore();
  readonly queue = new RecordingRebuildQueue();
  private readonly present = new Map<string, Dossier>();

  async move(after: Dossier): Promise<void> {
    expect(await this.store.commit(aChange(this.present.get(after.id), after))).toEqual({ kind: 'committed' });
    this.present.set(after.id, after);
  }

  tell(...dossierIds: string[]): Promise<void> {
    return countDossiers(this, dossierIds.map((dossierId) => ({ dossierId })));
  }

  beginRebuild(mayRebuild = true) {
    return rebuildFigures({ ...this, authoriser: { authorise: () => mayRebuild } }, { principal: administrator });
  }

  async countPart(): Promise<boolean> {
    const part = this.queue.take();
    if (part !== undefined) await countCensus(this, part);
    return part !== undefined;
  }
}

describe('the stream', () => {
  it('counts the dossier as it is, however often and late its events are told', async () => {
    const cell = new Cell();
    const dossier = aSubmitted();
    await cell.move(dossier);
    await cell.tell(dossier.id, dossier.id);
    await cell.tell(dossier.id);
    expect(await cell.figures.openWork('H26')).toEqual({ openInTime: 1, dossiersEver: 1 });
  });

  it('does not let a dossier that cannot be read keep the others of its batch from being counted', async () => {
    const cell = new Cell();
    const [one, other] = [aSubmitted(), aSubmitted()];
    await cell.move(one);
    await cell.move(other);
    const load = (id: string) => (id === 'ds-broken' ? Promise.reject(new Error('cannot be read')) : cell.store.load(id));
    const events = [one.id, 'ds-broken', other.id].map((dossierId) => ({ dossierId }));
    await expect(countDossiers({ figures: cell.figures, store: { load } }, events)).rejects.toThrow('1 of 3 dossiers were not counted');
    expect(await cell.figures.openWork('H26')).toMatchObject({ openInTime: 2 });
  });

  it('reads again what another counter was quicker with', async () => {
    const cell = new Cell();
    const dossier = aSubmitted();
    await cell.move(dossier);
    let isFirst = true;
    const count: FigureStore['count'] = async (generation, changes) => {
      if (isFirst) {
        isFirst = false;
        await cell.tell(dossier.id);
      }
      return cell.figures.count(generation, changes);
    };
    await countDossiers({ store: cell.store, figures: { counted: (...asked) => cell.figures.counted(...asked), generations: () => cell.figures.generations(), count } }, [{ dossierId: dossier.id }]);
    expect(await cell.figures.openWork('H26')).toMatchObject({ openInTime: 1 });
  });

  it('knows nothing of a dossier that is not in the record', async () => {
    const cell = new Cell();
    await cell.tell('ds-nobody');
    expect(cell.figures.everything(1)).toEqual({});
  });
});

describe('a rebuild', () => {
  it('comes to the same figures as the stream did, whatever was told twice, late or not at all meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.infiniteStream(fc.nat({ max: 9 })), async (first, chance) => {
        const cell = new Cell();
        const chosen = Array.from({ length: 6 }, (_none, index) => lives[(first + index) % lives.length] ?? []);
        const moves = chosen.flatMap((life) => life.map((dossier, turn) => ({ dossier, turn }))).toSorted((one, other) => one.turn - other.turn);
        for (const [index, { dossier }] of moves.entries()) {
          await cell.move(dossier);
          if (index === Math.floor(moves.length / 2)) await cell.beginRebuild();
          // Events are told at least once; here some at once, some with a later one of their dossier.
          if (Number(chance.next().value) > 3) await cell.tell(dossier.id);
          if (Number(chance.next().value) > 7) await cell.countPart();
        }
        for (const life of chosen) await cell.tell(life[0]?.id ?? '');
        while (await cell.countPart());
        expect(await cell.figures.generations()).toEqual({ live: 2 });
        expect(cell.figures.everything(2)).toEqual(cell.figures.everything(1));
      }),
      { numRuns: 25 },
    );
  });

  it('mends figures that went wrong, and shows the old ones until it is done', async () => {
    const cell = new Cell();
    const [counted, forgotten] = [aSubmitted(), aSubmitted()];
    await cell.move(counted);
    await cell.move(forgotten);
    await cell.tell(counted.id);
    const answer = await cell.beginRebuild();
    expect(answer).toEqual({ status: 202, body: { live: 1, building: 2, partsLeft: 64 } });
    await cell.countPart();
    expect(await cell.figures.openWork('H26')).toMatchObject({ openInTime: 1 });
    while (await cell.countPart());
    expect(await cell.figures.openWork('H26')).toMatchObject({ openInTime: 2 });
  });

  it('is gone on with when it is asked for again while it is under way', async () => {
    const cell = new Cell();
    const dossier = aSubmitted();
    await cell.move(dossier);
    await cell.beginRebuild();
    for (let part = 0; part < 10; part += 1) await cell.countPart();
    expect((await cell.beginRebuild()).body).toEqual({ live: 1, building: 2, partsLeft: 54 });
    while (await cell.countPart());
    expect(await cell.figures.generations()).toEqual({ live: 2 });
    expect(await cell.figures.openWork('H26')).toMatchObject({ openInTime: 1 });
  });

  it('goes on with a long part after some pages, from where it stopped', async () => {
    const cell = new Cell();
    const dossiers = Array.from({ length: 30 }, () => aSubmitted());
    for (const dossier of dossiers) await cell.move(dossier);
    const seen: (string | undefined)[] = [];
    const oneAPage = {
      load: (id: string) => cell.store.load(id),
      census: async (_kind: 'open' | 'over', { cursor }: { readonly cursor?: string }) => {
        seen.push(cursor);
        const at = Number(cursor ?? 0);
        return { rows: [dossiers[at]?.id ?? ''], ...(at + 1 < dossiers.length ? { cursor: String(at + 1) } : {}) };
      },
    };
    await cell.figures.beginRebuild(['open-0']);
    await countCensus({ ...cell, store: oneAPage }, { generation: 2, kind: 'open', shard: 0 });
    expect(seen).toHaveLength(10);
    for (let part = cell.queue.take(); part !== undefined; part = cell.queue.take()) await countCensus({ ...cell, store: oneAPage }, part);
    expect(seen).toHaveLength(30);
    expect(await cell.figures.openWork('H26')).toMatchObject({ openInTime: 30 });
  });

  it('is for administrators', async () => {
    await expect(new Cell().beginRebuild(false)).rejects.toThrow(EdgeProblem);
  });
});

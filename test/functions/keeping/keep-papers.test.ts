import '#test/functions/platform/quiet';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { Dossier } from '#domain/dossiers/dossier';
import type { SealedForm } from '#domain/keeping/bundle';
import type { BundleFiles, WrittenBundle } from '#domain/keeping/bundle-files';
import type { BundledFile, BundlePlan } from '#domain/keeping/bundle-plan';
import { keepPapers } from '#functions/keeping/keep-papers/keep-papers';
import { smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { RecordInMemory } from '#test/functions/platform/record-in-memory';
import { NOW } from '#test/functions/platform/sample-dossier';
import { aSettled } from '#test/support/builders/dossier-builders';
import { aDocument, aPaper, byId } from '#test/support/builders/part-builders';
import { InMemoryHoldingStore } from '#test/support/fakes/in-memory-holding-store';

const procedure = smallProcedure({ '/retention': { class: 'land', years: 20, confidence: 'unverified' } });
const check = { outcome: 'accepted' as const, at: '2026-11-23T02:06:00.000Z', reasons: [], scanner: 'clamav' };

/** Bundles that note what was asked of them, and die once at a step. */
class NotedBundles implements BundleFiles {
  readonly manifests: unknown[] = [];
  readonly plans: BundlePlan[] = [];
  readonly gone: string[] = [];
  forms: SealedForm[] = [];
  /** What a run that died has written. */
  before: WrittenBundle | undefined;
  dieAt: 'write' | 'letGo' | 'nothing' = 'nothing';

  async write(plan: BundlePlan, manifest: string): Promise<WrittenBundle> {
    this.plans.push(plan);
    this.manifests.push(JSON.parse(manifest));
    this.die('write');
    return (this.before ??= { key: plan.key, versionId: 'v1', sha256: 'b'.repeat(64), sizeBytes: 99, manifest });
  }

  sealedForms(): Promise<readonly SealedForm[]> {
    return Promise.resolve(this.forms);
  }

  async letGo(files: readonly BundledFile[]): Promise<void> {
    this.die('letGo');
    this.gone.push(...files.map(({ from }) => from.key));
  }

  extract(): Promise<never> {
    return Promise.reject(new Error('not part of this test'));
  }

  private die(step: 'write' | 'letGo'): void {
    if (this.dieAt !== step) return;
    this.dieAt = 'nothing';
    throw new Error(`died at ${step}`);
  }
}

let store: RecordInMemory;
let bundles: NotedBundles;
let holdings: InMemoryHoldingStore;
let dossier: Dossier;

beforeEach(() => {
  store = new RecordInMemory();
  bundles = new NotedBundles();
  holdings = new InMemoryHoldingStore();
});

function keep(changes: Partial<Dossier> = {}): void {
  const paper = aPaper({ id: 'pp-1', slot: 'plan', state: 'received', receivedAt: '2026-11-23T02:05:00.000Z', check, vaultVersion: 'v7' });
  const refusedOne = aPaper({ id: 'pp-2', slot: 'plan', state: 'received', receivedAt: '2026-11-23T02:05:00.000Z', check: { ...check, outcome: 'refused', reasons: ['malware'] } });
  const document = aDocument({ id: `doc-${'0'.repeat(24)}`, kind: 'result', resultType: 'permit', state: 'issued', issuedAt: '2026-11-25T02:00:00.000Z' });
  const settled = aSettled({ ownerKind: 'citizen', procedure: { code: procedure.code, version: procedure.version }, choices: {}, papers: byId(paper, refusedOne), documents: byId(document) });
  const returned: Dossier = { ...settled, status: 'returned', returnedAt: '2026-11-27T03:00:00.000Z' };
  dossier = Object.assign(returned, changes);
  store.dossiers.set(dossier.id, dossier);
}

const order = (what: 'holdings' | 'bundle') => keepPapers(tools(), { dossierId: dossier.id, what }, NOW);

function tools() {
  const lost = () => Promise.reject(new Error('not part of this test'));
  return {
    store,
    bundles,
    holdings,
    singlesGraceDays: 30,
    procedures: { publish: lost, list: lost, inForce: lost, version: () => Promise.resolve(procedure) },
    calendars: { inForce: () => Promise.resolve(shippedCalendarBook()) },
  };
}

const kept = () => {
  const after = store.dossiers.get(dossier.id);
  return after !== undefined && 'bundle' in after ? after.bundle : undefined;
};

describe('an ended dossier', () => {
  it('is bundled with its accepted papers and issued documents, locked for its retention class, and then let go one by one', async () => {
    keep();
    await order('bundle');
    const [plan] = bundles.plans;
    expect(plan).toMatchObject({ key: `bundles/${dossier.id}.zip`, retentionClass: 'land', keepUntil: '2046-11-27', lockedUntil: '2046-11-27T03:00:00.000Z' });
    expect(plan?.files.map(({ path }) => path)).toEqual(['papers/plan-pp-1.pdf', `documents/doc-${'0'.repeat(24)}.pdf`]);
    expect(bundles.manifests[0]).toMatchObject({ kind: 'dossier-bundle', dossier: dossier.id, files: [{ path: 'papers/plan-pp-1.pdf', sha256: 'a'.repeat(64), slot: 'plan' }, { kind: 'result' }] });
    expect(kept()).toEqual({ key: `bundles/${dossier.id}.zip`, version: 'v1', sha256: 'b'.repeat(64), sizeBytes: 99, files: 2, retentionClass: 'land', keepUntil: '2046-11-27', lockedUntil: '2046-11-27T03:00:00.000Z', singlesUntil: '2026-12-23T02:00:00.000Z' });
    expect(bundles.gone).toEqual(plan?.files.map(({ from }) => from.key));
  });

  const sealed = (id: string, digit: string): SealedForm => ({ id, version: `form-v${digit}`, sha256: digit.repeat(64), sizeBytes: 30 });

  it('takes the forms that were sealed with it, and says which bytes are theirs', async () => {
    keep();
    bundles.forms = [sealed('form-receipt-4-vi', '1')];
    await order('bundle');
    expect(bundles.manifests[0]).toMatchObject({ files: [{ kind: 'paper' }, { kind: 'result' }, { path: 'forms/form-receipt-4-vi.pdf', sha256: '1'.repeat(64), kind: 'sealed-form' }] });
    expect(kept()).toMatchObject({ files: 3, forms: bundles.forms });
    expect(bundles.gone).toContain(`documents/${dossier.id}/form-receipt-4-vi/1.pdf`);
  });

  it('does not let a form go that was sealed after a worker which died had written the bundle', async () => {
    keep();
    bundles.forms = [sealed('form-receipt-4-vi', '1')];
    store.meddle = () => {
      store.meddle = () => {};
      throw new Error('died before it was noted');
    };
    await expect(order('bundle')).rejects.toThrow('died');
    bundles.forms = [...bundles.forms, sealed('form-refusal-9-vi', '2')];
    await order('bundle');
    expect(kept()).toMatchObject({ files: 3, forms: [{ id: 'form-receipt-4-vi' }] });
    expect(bundles.gone).not.toContain(`documents/${dossier.id}/form-refusal-9-vi/1.pdf`);
  });

  it.each(['write', 'letGo'] as const)('bundled by a worker that dies at "%s" is bundled by the next, and noted once', async (step) => {
    keep();
    bundles.dieAt = step;
    await expect(order('bundle')).rejects.toThrow('died');
    await order('bundle');
    await order('bundle');
    expect(store.committed.flatMap(({ events }) => events.map(({ event }) => event.type))).toEqual(['DossierBundled']);
    expect(bundles.gone.length).toBeGreaterThan(0);
  });

  it('is noted even when somebody writes to it at the same time', async () => {
    keep();
    let meddled = false;
    store.meddle = () => {
      if (meddled) return;
      meddled = true;
      store.dossiers.set(dossier.id, { ...dossier, version: dossier.version + 1 });
    };
    await order('bundle');
    expect(kept()).toBeDefined();
  });

  it('waits while a paper is being checked: nothing is written, and the order comes back', async () => {
    keep({ papers: byId(aPaper({ id: 'pp-1', state: 'received' }), aPaper({ id: 'pp-3', state: 'received', check, vaultVersion: 'v1' })) });
    await expect(order('bundle')).rejects.toThrow('still being checked');
    expect(bundles.plans).toEqual([]);
  });

  it('without anything to keep has no bundle', async () => {
    keep({ papers: {}, documents: {} });
    await order('bundle');
    expect([bundles.plans, store.committed]).toEqual([[], []]);
  });
});

it('a dossier that has not ended is not bundled', async () => {
  keep();
  dossier = aSettled({ procedure: { code: procedure.code, version: procedure.version } });
  store.dossiers.set(dossier.id, dossier);
  await order('bundle');
  expect(bundles.plans).toEqual([]);
});

it('papers and results of an accepted dossier lie in their owner’s store, told twice or not', async () => {
  keep();
  await order('holdings');
  await order('holdings');
  expect((await holdings.of(dossier.ownerId, { limit: 10 })).rows.map(({ kind, type }) => [kind, type])).toEqual([['held-paper', 'plan'], ['held-result', 'permit']]);
});

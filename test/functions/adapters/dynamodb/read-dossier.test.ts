import { describe, expect, it } from '@jest/globals';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierChange } from '#domain/dossiers/dossier-store';
import { planCommit } from '#functions/adapters/dynamodb/commit-transaction';
import { readDossier } from '#functions/adapters/dynamodb/read-dossier';
import { aChange } from '#test/support/builders/change-builders';
import { anInProgress } from '#test/support/builders/dossier-builders';
import { aPaper, aStep, byId } from '#test/support/builders/part-builders';

type Item = Record<string, unknown>;

/** What the table would hold after a first commit, in key order, without events. */
function itemsOf(dossier: Dossier): Item[] {
  const puts = planCommit(aChange(undefined, dossier), 'T').flatMap(({ item }) => (item.Put?.Item === undefined ? [] : [item.Put.Item]));
  return puts.filter((item) => item['pk'] === `D#${dossier.id}` && String(item['sk']) < 'D').toSorted((one, other) => (String(one['sk']) < String(other['sk']) ? -1 : 1));
}

/** The META of the next commit laid over the present items: a transaction seen half applied. */
function withNextMeta(items: readonly Item[], change: DossierChange): Item[] {
  const next = itemsOf(change.after);
  const version = change.after.version;
  const touched = planCommit(change, 'T').filter((each) => each.role === 'part').length;
  return items.map((item) => (item['sk'] === 'A#META' ? { ...next[0], version, partsTouched: touched } : item));
}

describe('putting a dossier together', () => {
  const dossier = anInProgress();
  const moved = { ...dossier, version: 6, steps: byId(aStep({ state: 'answered' })) };

  it('is whole when all items are of one version', () => {
    expect(readDossier(itemsOf(dossier))).toEqual({ kind: 'read', dossier });
  });

  it('finds nothing where nothing is', () => {
    expect(readDossier([])).toEqual({ kind: 'absent' });
  });

  it('is torn when META is of the next version and a step is not', () => {
    expect(readDossier(withNextMeta(itemsOf(dossier), aChange(dossier, moved)))).toEqual({ kind: 'torn' });
  });

  it('is torn when a step is of the next version and META is not', () => {
    const items = itemsOf(dossier).map((item) => (item['itemType'] === 'STEP' ? { ...item, asOf: 6 } : item));
    expect(readDossier(items)).toEqual({ kind: 'torn' });
  });

  it('is torn when a part is missing or not yet counted', () => {
    const items = itemsOf(dossier);
    expect(readDossier(items.slice(0, -1))).toEqual({ kind: 'torn' });
    expect(readDossier([...items, { itemType: 'PAPER', sk: 'C#PAPER#paper-9', asOf: 5, paper: aPaper({ id: 'paper-9' }) }])).toEqual({ kind: 'torn' });
  });

  it('is torn when only parts of a first commit are there yet', () => {
    expect(readDossier(itemsOf(dossier).slice(1))).toEqual({ kind: 'torn' });
  });

  it('refuses a record that no dossier can be', () => {
    const items = itemsOf(dossier).map((item) => (item['sk'] === 'A#META' ? { ...item, state: 'lost' } : item));
    expect(() => readDossier(items)).toThrow(/status/);
  });
});

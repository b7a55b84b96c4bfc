import '#test/functions/platform/quiet';
import { expect, test } from '@jest/globals';
import { scanOrders } from '#domain/documents/scan-bundle';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Paper } from '#domain/dossiers/parts';
import { layBundles } from '#functions/papers/lay-bundles/lay-bundles';
import { RecordInMemory } from '#test/functions/platform/record-in-memory';
import { aChange } from '#test/support/builders/change-builders';
import { aDossierCode, aSubmitted } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';

const handedIn = (about: Partial<Paper>) => aPaper({ scan: 'bundle', state: 'received', receivedAt: '2026-11-23T02:05:00.000Z', objectVersion: 'v1', ...about });

async function laid(...papers: readonly Paper[]) {
  const store = new RecordInMemory();
  const dossier = aSubmitted({ papers: byId(...papers) });
  store.dossiers.set(dossier.id, dossier);
  const asked: string[] = [];
  const intake = {
    layBundle: async (bundle: { readonly papers: readonly Paper[] }) => void asked.push(`together ${bundle.papers.map(({ id }) => id).join(' ')}`),
    scanSingly: async ({ paperId }: { readonly paperId: string }) => void asked.push(`alone ${paperId}`),
  };
  await layBundles({ store, intake }, { dossierId: dossier.id });
  return asked;
}

const accepted = { outcome: 'accepted' as const, at: '2026-11-23T02:06:00.000Z', reasons: [], scanner: 'clamav' };

test('what was handed in together is laid down as one object', async () => {
  expect(await laid(handedIn({ id: 'pp-1' }), handedIn({ id: 'pp-2' }))).toEqual(['together pp-1 pp-2']);
});

test('a supplement of one paper is laid down as it is, and what was judged before is not laid again', async () => {
  const first = [handedIn({ id: 'pp-1', check: accepted }), handedIn({ id: 'pp-2', check: accepted })];
  expect(await laid(...first, handedIn({ id: 'pp-3', receivedAt: '2026-11-25T02:05:00.000Z' }))).toEqual(['alone pp-3']);
});

test('where one was scanned by itself meanwhile, and left for the vault, the others are too', async () => {
  expect(await laid(handedIn({ id: 'pp-1', check: accepted }), handedIn({ id: 'pp-2' }), handedIn({ id: 'pp-3' }))).toEqual(['alone pp-2', 'alone pp-3']);
});

test('a hand-in asks for it while papers wait; what is noted later, or is scanned paper by paper, does not', () => {
  const asked = (paper: Paper, event: DossierEvent) => {
    const dossier = aSubmitted({ papers: byId(paper), version: 1 });
    return scanOrders(dossier, aChange(undefined, dossier, { event }).events).length;
  };
  const submitted: DossierEvent = { type: 'DossierSubmitted', code: aDossierCode(), roles: {}, papers: [], receptionDueAt: '2026-11-25T02:00:00.000Z' };
  expect(asked(handedIn({}), submitted)).toBe(1);
  expect(asked(handedIn({ check: accepted, vaultVersion: 'w1' }), submitted)).toBe(0);
  expect(asked(handedIn({ scan: undefined }), submitted)).toBe(0);
  expect(asked(handedIn({}), { type: 'PapersChecked', checked: [] })).toBe(0);
});

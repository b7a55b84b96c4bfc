import { expect, it } from '@jest/globals';
import type { PaperStore } from '#domain/dossiers/paper-store';
import { findPapers } from '#functions/platform/found-papers';
import { aDraft } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';

const check = { at: '2026-11-23T02:00:00.000Z', scanner: 'guardduty', reasons: [] };
const granted = aPaper({ id: 'pp-1', state: 'granted' });

/** A quarantine in which these papers lie, with bytes of another hash. */
function quarantine(...there: readonly string[]) {
  const asked: string[] = [];
  const inspect: PaperStore['inspect'] = async ({ paperId }) => {
    asked.push(paperId);
    return there.includes(paperId) ? { sizeBytes: 5, sha256: 'b'.repeat(64), contentType: 'application/pdf', objectVersion: 'q1' } : undefined;
  };
  return { asked, store: { inspect, grantUpload: () => Promise.reject(new Error('not asked for')) } };
}

it('a paper that was not looked into is what lies in quarantine, or is not there', async () => {
  const { store } = quarantine('pp-1');
  const draft = aDraft({ papers: byId(granted, aPaper({ id: 'pp-2', state: 'granted' })) });
  expect(await findPapers(draft, store)).toEqual([{ paperId: 'pp-1', sha256: 'b'.repeat(64), sizeBytes: 5, objectVersion: 'q1' }]);
});

it('a paper that was accepted is in the vault: what the record says of it is found, and quarantine is not asked', async () => {
  const { asked, store } = quarantine();
  const accepted = { ...granted, check: { ...check, outcome: 'accepted' as const }, objectVersion: 'v1', vaultVersion: 'w1' };
  expect(await findPapers(aDraft({ papers: byId(accepted) }), store)).toEqual([{ paperId: 'pp-1', sha256: granted.sha256, sizeBytes: granted.sizeBytes, objectVersion: 'v1' }]);
  expect(asked).toEqual([]);
});

it('a paper that was accepted, and left quarantine, just after the dossier was read is found all the same', async () => {
  const { asked, store } = quarantine();
  const anew = { ...granted, check: { ...check, outcome: 'accepted' as const }, objectVersion: 'v1', vaultVersion: 'w1' };
  expect(await findPapers(aDraft({ papers: byId(granted) }), store, async () => aDraft({ papers: byId(anew) }))).toMatchObject([{ paperId: 'pp-1', objectVersion: 'v1' }]);
  expect(await findPapers(aDraft({ papers: byId(granted) }), store, async () => aDraft({ papers: byId(granted) }))).toEqual([]);
  expect(asked).toEqual(['pp-1', 'pp-1']);
});

it('a paper that was refused is found where it lies, so that the hand-in says why it was refused', async () => {
  const { store } = quarantine('pp-1');
  const refused = { ...granted, check: { ...check, outcome: 'refused' as const, reasons: ['malware' as const] }, objectVersion: 'q1' };
  expect(await findPapers(aDraft({ papers: byId(refused) }), store)).toMatchObject([{ paperId: 'pp-1', objectVersion: 'q1' }]);
});

import '#test/functions/platform/quiet';
import { describe, expect, test } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { Inspection } from '#domain/documents/paper-inspector';
import { scanBundles } from '#domain/documents/scan-bundle';
import { judgePaper } from '#functions/papers/judge-paper/judge-paper';
import type { JudgeTools } from '#functions/platform/paper-checks/look-into';
import { scanEvent } from '#functions/platform/paper-checks/scan-event';
import { sha256Of } from '#functions/platform/sha256-of';
import { PROCEDURE } from '#test/functions/platform/sample-dossier';
import { aChange } from '#test/support/builders/change-builders';
import { aSubmitted } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryProcedureStore } from '#test/support/fakes/in-memory-procedure-store';

const SHA256 = 'a'.repeat(64);
const good: Inspection = { sha256: SHA256, sizeBytes: 120_000, foundType: 'application/pdf', pages: 2, reasons: [] };
const IDS = ['pp-1', 'pp-2', 'pp-3'];

/** Three papers handed in together; `found` says what a look into one of them finds. */
async function office(found: Readonly<Record<string, Inspection | 'failed'>> = {}) {
  const store = new InMemoryDossierStore();
  const papers = IDS.map((id) => aPaper({ id, scan: 'bundle', state: 'received', receivedAt: '2026-11-23T02:05:00.000Z', objectVersion: `v-${id}` }));
  const dossier = aSubmitted({ papers: byId(...papers), procedure: { code: PROCEDURE.code, version: PROCEDURE.version } });
  await store.commit(aChange(undefined, dossier));
  const singly: string[] = [];
  const kept: string[] = [];
  const cleared: string[] = [];
  const tools: JudgeTools = {
    store,
    now: fixedClock().now,
    procedures: new InMemoryProcedureStore([PROCEDURE]),
    calendars: { inForce: async () => shippedCalendarBook() },
    inspector: { inspect: async ({ url }) => found[url] ?? good },
    trust: async () => ({ roots: '', lists: undefined, demandsRevocation: false }),
    intake: {
      addressOf: async ({ paperId }) => paperId,
      scanAgain: async () => undefined,
      layBundle: async () => undefined,
      clear: async (papers) => void cleared.push(...papers.map(({ paperId, scan, objectVersion }) => `${scan ?? ''} ${paperId} ${objectVersion}`)),
      scanSingly: async ({ paperId, scan, objectVersion }) => {
        singly.push(`${scan ?? ''} ${paperId} ${objectVersion}`);
      },
      keep: async ({ paperId, scan, objectVersion }) => {
        kept.push(`${scan ?? ''} ${paperId} ${objectVersion}`);
        return `w-${paperId}`;
      },
    },
  };
  const [bundle] = scanBundles(dossier, sha256Of);
  const tell = (scanResultStatus: string, name = bundle?.name ?? '') =>
    judgePaper(tools, scanEvent.parse({ detail: { s3ObjectDetails: { objectKey: `quarantine/bundles/${dossier.id}/${name}.zip`, versionId: 'b1' }, scanResultDetails: { scanResultStatus } } }));
  const outcomes = async () => IDS.map(async (id) => (await store.load(dossier.id))?.papers[id]?.check?.outcome);
  return { tell, singly, kept, cleared, outcomes: async () => Promise.all(await outcomes()), version: async () => (await store.load(dossier.id))?.version };
}

describe('one verdict on the papers of a hand-in', () => {
  test('that finds nothing accepts all of them, each in the version that was handed in, in one event', async () => {
    const { tell, kept, cleared, outcomes, version } = await office();
    const before = await version();
    expect(await tell('NO_THREATS_FOUND')).toEqual({ outcome: 'accepted' });
    expect(await outcomes()).toEqual(['accepted', 'accepted', 'accepted']);
    expect(kept).toEqual(IDS.map((id) => `bundle ${id} v-${id}`));
    expect(cleared).toEqual(kept);
    expect(await version()).toBe((before ?? 0) + 1);
  });

  test.each(['THREATS_FOUND', 'UNSUPPORTED'])('of %s accepts none, and has each scanned by itself so that the bad one is named', async (status) => {
    const { tell, singly, kept, outcomes } = await office();
    expect(await tell(status)).toEqual({ outcome: 'scanned-singly' });
    expect(singly).toEqual(IDS.map((id) => `bundle ${id} v-${id}`));
    expect(kept).toEqual([]);
    expect(await outcomes()).toEqual([undefined, undefined, undefined]);
  });

  test.each(['ACCESS_DENIED', 'FAILED'])('of %s is our fault: the call fails, and nothing is noted', async (status) => {
    const { tell, outcomes } = await office();
    await expect(tell(status)).rejects.toThrow(status);
    expect(await outcomes()).toEqual([undefined, undefined, undefined]);
  });

  test('does not hold for the others when one is not what it says it is: it may have kept the scanner from them', async () => {
    const { tell, singly, kept, cleared, outcomes } = await office({ 'pp-2': { ...good, reasons: ['type-differs'] } });
    expect(await tell('NO_THREATS_FOUND')).toEqual({ outcome: 'scanned-singly' });
    expect(await outcomes()).toEqual([undefined, 'refused', undefined]);
    expect(kept).toEqual([]);
    expect(singly).toEqual(['bundle pp-1 v-pp-1', 'bundle pp-3 v-pp-3']);
    expect(await tell('NO_THREATS_FOUND')).toEqual({ outcome: 'scanned-singly' });
    expect(await outcomes()).toEqual([undefined, 'refused', undefined]);
    expect(cleared).toEqual([]);
  });

  test('told twice is noted once', async () => {
    const { tell, version } = await office();
    await tell('NO_THREATS_FOUND');
    const once = await version();
    expect(await tell('NO_THREATS_FOUND')).toEqual({ outcome: 'known' });
    expect(await version()).toBe(once);
  });

  test('on other versions or bytes than the record has is passed over', async () => {
    const { tell, outcomes } = await office();
    expect(await tell('NO_THREATS_FOUND', 'f'.repeat(64))).toEqual({ outcome: 'not-ours' });
    expect(await outcomes()).toEqual([undefined, undefined, undefined]);
  });
});

import '#test/functions/platform/quiet';
import { describe, expect, test } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { Inspection, InspectionOrder } from '#domain/documents/paper-inspector';
import { judgePaper } from '#functions/papers/judge-paper/judge-paper';
import type { JudgeTools } from '#functions/platform/paper-checks/look-into';
import { scanEvent } from '#functions/platform/paper-checks/scan-event';
import { aSubmitted } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';
import { aChange } from '#test/support/builders/change-builders';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryProcedureStore } from '#test/support/fakes/in-memory-procedure-store';
import { PROCEDURE } from '#test/functions/platform/sample-dossier';

const SHA256 = 'a'.repeat(64);
const good: Inspection = { sha256: SHA256, sizeBytes: 120_000, foundType: 'application/pdf', pages: 2, reasons: [] };

interface Office {
  readonly found?: Inspection | 'failed';
  /** Whether the function is killed once, when the copy is made. */
  readonly diesAfterCopy?: boolean;
  readonly trust?: JudgeTools['trust'];
  readonly scan?: 'bundle';
  readonly clear?: JudgeTools['intake']['clear'];
}

const TRUST = { roots: 'PEM', lists: undefined, demandsRevocation: false };

async function office({ found = good, diesAfterCopy = false, trust = async () => TRUST, scan, clear = async () => undefined }: Office = {}) {
  const orders: InspectionOrder[] = [];
  const store = new InMemoryDossierStore();
  const received = aPaper({ state: 'received', receivedAt: '2026-11-23T02:05:00.000Z', objectVersion: scan === undefined ? 'v1' : 'v0', scan });
  const dossier = aSubmitted({ papers: byId(received), procedure: { code: PROCEDURE.code, version: PROCEDURE.version } });
  await store.commit(aChange(undefined, dossier));
  const copies: string[] = [];
  const cleared: string[] = [];
  let isKilled = !diesAfterCopy;
  const tools = {
    store,
    now: fixedClock().now,
    procedures: new InMemoryProcedureStore([PROCEDURE]),
    calendars: { inForce: async () => shippedCalendarBook() },
    inspector: {
      inspect: async (order) => {
        orders.push(order);
        return found;
      },
    } satisfies JudgeTools['inspector'],
    trust,
    intake: {
      addressOf: async () => 'https://quarantine.example/paper',
      scanAgain: async () => undefined,
      scanSingly: async () => undefined,
      layBundle: async () => undefined,
      clear: async (papers) => {
        cleared.push(...papers.map((paper) => `${paper.scan ?? 'single'} ${paper.paperId} ${paper.objectVersion}`));
        return clear(papers);
      },
      keep: async () => {
        copies.push('w1');
        if (!isKilled) {
          isKilled = true;
          throw new Error('killed');
        }
        return 'w1';
      },
    } satisfies JudgeTools['intake'],
  };
  const tell = (scanResultStatus: string, objectKey = `quarantine/${dossier.id}/paper-1`) =>
    judgePaper(tools, scanEvent.parse({ detail: { s3ObjectDetails: { objectKey, versionId: 'v1' }, scanResultDetails: { scanResultStatus } } }));
  return { tell, copies, cleared, orders, paper: async () => (await store.load(dossier.id))?.papers['paper-1'], version: async () => (await store.load(dossier.id))?.version };
}

describe('a verdict of the scanner', () => {
  test('that finds nothing lets the paper be looked into and kept, and then accepted', async () => {
    const { tell, copies, paper } = await office();
    expect(await tell('NO_THREATS_FOUND')).toEqual({ outcome: 'accepted' });
    expect(copies).toHaveLength(1);
    expect(await paper()).toMatchObject({ check: { outcome: 'accepted', pages: 2, scanner: 'guardduty' }, vaultVersion: 'w1', objectVersion: 'v1' });
  });

  test.each([
    ['THREATS_FOUND', 'malware'],
    ['UNSUPPORTED', 'not-scannable'],
  ])('of %s refuses the paper, which never reaches the vault', async (status, reason) => {
    const { tell, copies, paper } = await office();
    expect(await tell(status)).toEqual({ outcome: 'refused' });
    expect(copies).toEqual([]);
    expect((await paper())?.check).toMatchObject({ outcome: 'refused', reasons: [reason] });
  });

  test.each(['ACCESS_DENIED', 'FAILED'])('of %s is our fault: the call fails, and the paper stays unchecked', async (status) => {
    const { tell, paper } = await office();
    await expect(tell(status)).rejects.toThrow(status);
    expect((await paper())?.check).toBeUndefined();
  });

  test('told twice is noted once', async () => {
    const { tell, version } = await office();
    await tell('NO_THREATS_FOUND');
    const once = await version();
    expect(await tell('THREATS_FOUND')).toEqual({ outcome: 'known' });
    expect(await version()).toBe(once);
  });

  test('about an object that is no paper of ours is passed over', async () => {
    const { tell } = await office();
    expect(await tell('NO_THREATS_FOUND', 'malware-protection-resource-validation-object')).toEqual({ outcome: 'not-ours' });
    expect(await tell('NO_THREATS_FOUND', `quarantine/ds-${'0'.repeat(32)}/pp-1`)).toEqual({ outcome: 'not-ours' });
  });
});

test('a paper that kills the parser is refused', async () => {
  const { tell, paper } = await office({ found: 'failed' });
  await tell('NO_THREATS_FOUND');
  expect((await paper())?.check).toMatchObject({ outcome: 'refused', reasons: ['too-complex'] });
});

test('killed between copy and note, it is taken up again, and the paper is accepted once', async () => {
  const { tell, paper } = await office({ diesAfterCopy: true });
  await expect(tell('NO_THREATS_FOUND')).rejects.toThrow('killed');
  expect((await paper())?.check).toBeUndefined();
  expect(await tell('NO_THREATS_FOUND')).toEqual({ outcome: 'accepted' });
  expect((await paper())?.vaultVersion).toBe('w1');
});

describe('quarantine', () => {
  test('is left by a paper that lies in the vault and is noted; a paper that was refused stays', async () => {
    const [kept, refused] = [await office(), await office()];
    await kept.tell('NO_THREATS_FOUND');
    await refused.tell('THREATS_FOUND');
    expect([kept.cleared, refused.cleared]).toEqual([['single paper-1 v1'], []]);
  });

  test('is left by both copies of one that had waited for others and was scanned by itself', async () => {
    const { tell, cleared } = await office({ scan: 'bundle' });
    await tell('NO_THREATS_FOUND');
    expect(cleared).toEqual(['single paper-1 v1', 'bundle paper-1 v0']);
  });

  test('is left at the second telling when the first was killed before', async () => {
    const { tell, cleared } = await office();
    await tell('NO_THREATS_FOUND');
    await tell('NO_THREATS_FOUND');
    expect(cleared).toEqual(['single paper-1 v1', 'single paper-1 v1']);
  });

  test('that cannot be left keeps nobody waiting', async () => {
    const { tell, paper } = await office({ clear: () => Promise.reject(new Error('S3 is slow')) });
    expect(await tell('NO_THREATS_FOUND')).toEqual({ outcome: 'accepted' });
    expect(await paper()).toMatchObject({ vaultVersion: 'w1' });
  });
});

describe('the signatures of a paper', () => {
  test('are judged in the locked room by what the office trusts, for the time the paper came, and noted with the check', async () => {
    const { tell, orders, paper } = await office({ found: { ...good, signatures: 'invalid' } });
    await tell('NO_THREATS_FOUND');
    expect(orders).toMatchObject([{ trust: { ...TRUST, at: '2026-11-23T02:05:00.000Z' } }]);
    expect(await paper()).toMatchObject({ check: { outcome: 'accepted', signatures: 'invalid' } });
  });

  test.each([
    ['cannot be read', () => Promise.reject(new Error('no such vault'))],
    ['are too long to be handed over', async () => ({ ...TRUST, lists: 'x'.repeat(4_000_001) })],
  ])('wait for their report when the trusted authorities %s; the paper itself does not', async (_why, trust) => {
    const { tell, orders, paper } = await office({ trust });
    expect(await tell('NO_THREATS_FOUND')).toEqual({ outcome: 'accepted' });
    expect(orders[0]?.trust).toBeUndefined();
    expect((await paper())?.check).not.toHaveProperty('signatures');
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Scan } from '#domain/dossiers/command';
import type { DossierIn } from '#domain/dossiers/dossier';
import { paperForm } from '#domain/dossiers/paper-form';
import { decide } from '#domain/dossiers/decide';
import type { Paper, PaperCheck } from '#domain/dossiers/parts';
import { byId } from '#test/support/builders/part-builders';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refusalOf, refused } from '../refused.ts';
import { paperFor, Story, type Wish } from '../story.ts';

const CONFIRMATION = { key: 'confirmations/ds/batch.json', version: 'v1', sha256: 'c'.repeat(64) };
const PLAN: Scan = { paperId: 'pp-plan', condition: 'certified-copy', sheets: 2, pages: 3 };

function atDesk(): Story {
  return new Story(smallProcedure(), '2026-10-05 09:00').create({ choices: { size: 'large' }, channel: 'desk' }).grant([paperFor('plan'), paperFor('plan', { id: 'pp-2', fileName: '2.pdf' })]).submit();
}

const confirm = (...scans: readonly Scan[]): Wish => ({ type: 'digitise-papers', scans, confirmation: CONFIRMATION });

/** What is said of a paper that was changed behind the story's back, as the check or the store would. */
function faultsWith(changes: Partial<Paper>): unknown {
  const story = atDesk();
  const dossier: DossierIn<'submitted'> = { ...story.in('submitted'), papers: byId({ ...paperFor('plan'), state: 'received', grantedAt: '2026-10-05T02:00:00.000Z', ...changes }) };
  return refusalOf(() => decide(dossier, { ...confirm(PLAN), by: { kind: 'officer', id: 'officer-7' } }, story.context)).fields;
}

const check = (changes: Partial<PaperCheck>): PaperCheck => ({ outcome: 'accepted', at: '2026-10-05T02:00:00.000Z', reasons: [], scanner: 'rules', ...changes });

describe('confirming scans', () => {
  test('notes what was in hand, in which order, who answers for it and where the signed list lies', () => {
    const story = atDesk();
    story.at('2026-10-05 09:30').ask(confirm({ paperId: 'pp-2', condition: 'original', sheets: 1, pages: 1 }, PLAN));
    expect(story.dossier.papers['pp-plan']?.digitisation).toEqual({
      condition: 'certified-copy', place: 2, sheets: 2, pages: 3, confirmedBy: 'officer-7', confirmedAt: '2026-10-05T02:30:00.000Z', confirmation: CONFIRMATION,
    });
    expect(story.dossier.papers['pp-2']?.digitisation).toMatchObject({ condition: 'original', place: 1 });
    expect(Object.values(story.dossier.papers).map((paper) => paperForm(paper, 'desk'))).toEqual(['digitised', 'digitised']);
  });

  test('says nothing of who confirmed in the event', () => {
    const story = atDesk();
    expect(story.ask(confirm(PLAN))).toEqual([{ type: 'PapersDigitised', scans: [{ ...PLAN, place: 1 }], confirmation: CONFIRMATION }]);
  });

  test.each<[why: string, scan: Partial<Scan>, pointer: string]>([
    ['a paper the dossier does not have', { paperId: 'pp-3' }, '/papers/0/paperId'],
    ['a name every record inherits', { paperId: 'constructor' }, '/papers/0/paperId'],
    ['a scan that has lost a sheet', { sheets: 4 }, '/papers/0/pages'],
  ])('is refused for %s', (_why, scan, pointer) => {
    expect(refused(atDesk(), confirm({ ...PLAN, ...scan }))).toMatchObject({ kind: 'rule-broken', code: 'scan-not-alike', fields: [{ pointer }] });
  });

  test('is refused twice, in one batch or in two', () => {
    expect(refused(atDesk(), confirm(PLAN, PLAN))).toMatchObject({ fields: [{ pointer: '/papers/1/paperId', problem: 'named twice' }] });
    const story = atDesk();
    story.ask(confirm(PLAN));
    expect(refused(story, confirm(PLAN))).toMatchObject({ fields: [{ problem: 'confirmed already' }] });
  });

  test('believes the file, not the officer, about its pages', () => {
    expect(faultsWith({ check: check({ pages: 4 }) })).toEqual([{ pointer: '/papers/0/pages', problem: 'the file has 4' }]);
  });

  test('is refused for a paper the check refused, one not uploaded, and one from the store', () => {
    expect(faultsWith({ check: check({ outcome: 'refused', reasons: ['malware'] }) })).toMatchObject([{ pointer: '/papers/0/paperId' }]);
    expect(faultsWith({ state: 'granted' })).toMatchObject([{ problem: 'not uploaded yet' }]);
    expect(faultsWith({ origin: { kind: 'held-paper', heldId: 'hd-1', heldType: 'plan', consentedAt: '2026-10-05T02:00:00.000Z' } })).toMatchObject([{ pointer: '/papers/0/paperId' }]);
  });

  test('has nothing to do with a dossier that came online, a draft, or one that has ended', () => {
    const online = new Story(smallProcedure(), '2026-10-05 09:00').create({ choices: { size: 'large' }, channel: 'online' }).grant([paperFor('plan')]);
    expect(refused(online, confirm(PLAN))).toMatchObject({ code: 'move-not-allowed' });
    expect(refused(online.submit(), confirm(PLAN))).toMatchObject({ code: 'nothing-to-digitise' });
    const over = atDesk();
    over.ask({ type: 'withdraw', reason: 'Đổi ý' });
    expect(refused(over, confirm(PLAN))).toMatchObject({ code: 'move-not-allowed' });
  });
});

describe('how a paper became electronic', () => {
  test.each([
    ['electronic', {}, 'online'],
    ['not-digitised', {}, 'desk'],
    ['not-digitised', {}, 'post'],
    ['re-used-paper', { origin: { kind: 'held-paper', heldId: 'hd-1', heldType: 'plan', consentedAt: '2026-10-05T02:00:00.000Z' } }, 'desk'],
    ['re-used-result', { origin: { kind: 'held-result', heldId: 'hd-1', heldType: 'plan', consentedAt: '2026-10-05T02:00:00.000Z' } }, 'online'],
    [undefined, { state: 'granted' }, 'online'],
  ] as const)('is %s', (form, paper, channel) => {
    expect(paperForm({ state: 'received', ...paper }, channel)).toBe(form);
  });
});

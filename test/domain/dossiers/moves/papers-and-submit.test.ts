import { describe, expect, test } from '@jest/globals';
import type { PaperToGrant } from '#domain/dossiers/command';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { foundAll, paperFor, Story } from '../story.ts';

function draft(): Story {
  return new Story(smallProcedure(), '2026-10-05 09:00').create({ choices: { size: 'large' } });
}

const plan = (more: Partial<PaperToGrant> = {}) => paperFor('plan', more);

describe('granting papers', () => {
  test('notes each paper as granted, its bytes still to come', () => {
    const story = draft().grant([plan(), plan({ id: 'pp-2', contentType: 'image/png' })]);
    expect(story.dossier.papers['pp-plan']).toEqual({ ...plan(), state: 'granted', grantedAt: '2026-10-05T02:00:00.000Z' });
    expect(Object.keys(story.dossier.papers)).toHaveLength(2);
  });

  test.each<[why: string, more: Partial<PaperToGrant>, pointer: string]>([
    ['a slot the procedure does not have', { slot: 'poem' }, '/papers/0/slot'],
    ['a kind of file it does not take', { contentType: 'text/html' }, '/papers/0/contentType'],
    ['a file too large', { sizeBytes: 10 * 1024 * 1024 + 1 }, '/papers/0/sizeBytes'],
  ])('is refused for %s', (_why, more, pointer) => {
    expect(refused(draft(), { type: 'grant-papers', papers: [plan(more)] })).toMatchObject({ kind: 'rule-broken', code: 'paper-not-acceptable', fields: [{ pointer }] });
  });

  const MEBIBYTE = 1024 ** 2;
  const cut = (hashes: number) => ({ partBytes: 5 * MEBIBYTE, sha256: Array.from({ length: hashes }, () => 'a'.repeat(64)) });

  test('takes a large paper only in parts, with the hash of each, and notes it like every other', () => {
    const story = draft().grant([plan({ sizeBytes: 8 * MEBIBYTE + 1, inParts: cut(2) })]);
    expect(story.dossier.papers['pp-plan']).toEqual({ ...plan({ sizeBytes: 8 * MEBIBYTE + 1 }), state: 'granted', grantedAt: '2026-10-05T02:00:00.000Z' });
  });

  test.each<[why: string, more: Partial<PaperToGrant>, problem: string]>([
    ['a large paper that does not say how it is cut', { sizeBytes: 8 * MEBIBYTE + 1 }, 'needed above 8388608 bytes'],
    ['a large paper with a hash too few', { sizeBytes: 8 * MEBIBYTE + 1, inParts: cut(1) }, 'must have 2 hashes, one for each part'],
    ['a large paper with a hash too many', { sizeBytes: 10 * MEBIBYTE, inParts: cut(3) }, 'must have 2 hashes, one for each part'],
    ['a paper in parts that one form would take', { sizeBytes: 8 * MEBIBYTE, inParts: cut(2) }, 'only above 8388608 bytes'],
  ])('is refused for %s', (_why, more, problem) => {
    expect(refused(draft(), { type: 'grant-papers', papers: [plan(more)] })).toMatchObject({ code: 'paper-not-acceptable', fields: [{ pointer: '/papers/0/inParts', problem }] });
  });

  test('is refused for a slot of another case', () => {
    const small = new Story(smallProcedure(), '2026-10-05 09:00').create();
    expect(refused(small, { type: 'grant-papers', papers: [plan()] })).toMatchObject({ code: 'paper-not-acceptable' });
  });

  test('is refused beyond sixty papers, those already there counted', () => {
    const many = (count: number, from: number) => Array.from({ length: count }, (_, index) => plan({ id: `pp-${String(from + index)}` }));
    const story = draft().grant(many(59, 0));
    expect(refused(story, { type: 'grant-papers', papers: many(2, 59) })).toMatchObject({ code: 'too-many-papers' });
    expect(Object.keys(story.grant(many(1, 59)).dossier.papers)).toHaveLength(60);
  });

  test('is refused once the dossier lies at the desk', () => {
    expect(refused(draft().grant().submit(), { type: 'grant-papers', papers: [plan({ id: 'pp-2' })] })).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });
});

describe('handing in', () => {
  const submission = (story: Story, found = foundAll(story.dossier)) => ({ type: 'submit' as const, code: 'H26.16-261005-0001', roles: story.roles(), found });

  test('gives the code, fixes the agencies, takes the papers and gives the desk its eight working hours', () => {
    const story = draft().grant().submit();
    const submitted = story.in('submitted');
    expect(submitted).toMatchObject({ code: 'H26.16-261005-0001', submittedAt: '2026-10-05T02:00:00.000Z', receivedAt: '2026-10-05T02:00:00.000Z', supplementRequests: 0 });
    expect(submitted.receptionDueAt).toBe('2026-10-06T02:00:00.000Z');
    expect(Object.keys(submitted.roles).toSorted()).toEqual(['commune-peoples-committee', 'construction-authority', 'culture-authority', 'fire-police', 'land-office']);
    expect(submitted.papers['pp-plan']).toMatchObject({ state: 'received', objectVersion: 'v1', receivedAt: '2026-10-05T02:00:00.000Z' });
  });

  test('is refused when a paper the procedure asks for is missing', () => {
    expect(refused(draft(), submission(draft()))).toMatchObject({ code: 'paper-missing', fields: [{ pointer: '/papers/plan' }] });
  });

  test('is refused when a granted paper was never uploaded', () => {
    expect(refused(draft().grant(), submission(draft()))).toMatchObject({ code: 'paper-not-uploaded', fields: [{ pointer: '/papers/pp-plan' }] });
  });

  test('is refused when the bytes are not the ones announced', () => {
    const found = [{ paperId: 'pp-plan', sha256: 'b'.repeat(64), sizeBytes: 1000, objectVersion: 'v1' }];
    expect(refused(draft().grant(), submission(draft(), found))).toMatchObject({ code: 'paper-hash-differs', fields: [{ pointer: '/papers/pp-plan' }] });
  });

  test.each([
    ['never uploaded', []],
    ['of other bytes', [{ paperId: 'pp-plan', sha256: 'b'.repeat(64), sizeBytes: 1000, objectVersion: 'v1' }]],
  ])('goes on when a paper %s was granted anew under its slot and name, and uploaded', (_how, former) => {
    const story = draft().grant().at('2026-10-05 09:30').grant([plan({ id: 'pp-again', sha256: 'c'.repeat(64) })]);
    story.ask(submission(story, [...former, { paperId: 'pp-again', sha256: 'c'.repeat(64), sizeBytes: 1000, objectVersion: 'v2' }]));
    expect(story.in('submitted').papers['pp-again']?.state).toBe('received');
    expect(story.dossier.papers['pp-plan']?.state).toBe('granted');
  });

  test('is still refused when the later grant is another page of the slot', () => {
    const story = draft().grant().at('2026-10-05 09:30').grant([plan({ id: 'pp-page-2', fileName: 'page-2.pdf' })]);
    const found = [{ paperId: 'pp-page-2', sha256: 'a'.repeat(64), sizeBytes: 1000, objectVersion: 'v1' }];
    expect(refused(story, submission(story, found))).toMatchObject({ code: 'paper-not-uploaded', fields: [{ pointer: '/papers/pp-plan' }] });
  });

  test('is refused a second time', () => {
    const story = draft().grant().submit();
    expect(refused(story, submission(story, []))).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });
});

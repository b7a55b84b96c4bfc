import { describe, expect, test } from '@jest/globals';
import type { PaperToReuse } from '#domain/dossiers/command';
import { aHolding } from '#test/support/builders/holding-builders';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { paperFor, Story, type Wish } from '../story.ts';

const TAKES = { '/papers/0/holdings': [{ kind: 'held-paper', type: 'land-paper', confidence: 'unverified' }] };
const draft = (size = 'large') => new Story(smallProcedure(TAKES), '2026-10-05 09:00').create({ choices: { size } });
const held = aHolding({ validUntil: '2026-12-31' });
const one = (changes: Partial<PaperToReuse> = {}): PaperToReuse => ({ id: 'pp-plan', slot: 'plan', consent: true, held, vaultVersion: 'v9', ...changes });
const wish = (...reused: readonly PaperToReuse[]): Wish => ({ type: 'grant-papers', papers: [], reused });

describe('taking a paper from the electronic store', () => {
  test('receives it at once, clean, with where it came from and when its owner consented', () => {
    const story = draft();
    expect(story.ask(wish(one())).map(({ type }) => type)).toEqual(['PapersReused']);
    expect(story.dossier.papers['pp-plan']).toEqual({
      id: 'pp-plan',
      slot: 'plan',
      fileName: held.fileName,
      contentType: 'application/pdf',
      sizeBytes: held.sizeBytes,
      sha256: held.sha256,
      state: 'received',
      grantedAt: '2026-10-05T02:00:00.000Z',
      receivedAt: '2026-10-05T02:00:00.000Z',
      check: { outcome: 'accepted', at: '2026-10-05T02:00:00.000Z', reasons: [], foundType: 'application/pdf', scanner: 'electronic-store' },
      vaultVersion: 'v9',
      origin: { kind: 'held-paper', heldId: held.id, heldType: 'land-paper', dossierCode: held.provenance.dossierCode, agency: held.provenance.agency, validUntil: '2026-12-31', consentedAt: '2026-10-05T02:00:00.000Z' },
    });
  });

  test('makes the dossier complete: nothing is to be uploaded', () => {
    const story = draft();
    expect(refused(story, { type: 'submit', code: 'x', roles: story.roles(), found: [] })).toMatchObject({ code: 'paper-missing' });
    story.ask(wish(one()));
    expect(story.submit().dossier.status).toBe('submitted');
    expect(story.dossier.papers['pp-plan']?.origin).toBeDefined();
  });

  test('goes with uploads in one call, and counts with them', () => {
    const story = draft();
    expect(story.ask({ type: 'grant-papers', papers: [paperFor('plan', { id: 'pp-2' })], reused: [one()] }).map(({ type }) => type)).toEqual(['PapersGranted', 'PapersReused']);
    const many = Array.from({ length: 60 }, (_none, index) => one({ id: `pp-${String(index)}` }));
    expect(refused(draft(), { type: 'grant-papers', papers: [paperFor('plan', { id: 'pp-x' })], reused: many })).toMatchObject({ code: 'too-many-papers' });
  });

  test('is refused without the owner’s consent', () => {
    expect(refused(draft(), wish(one(), one({ id: 'pp-2', consent: false })))).toMatchObject({ kind: 'rule-broken', code: 'consent-missing', fields: [{ pointer: '/reuse/1/consent' }] });
  });

  test.each<[why: string, story: () => Story, changes: Partial<PaperToReuse>]>([
    ['it is not in the caller’s store', draft, { held: undefined }],
    ['it has expired', () => draft().at('2027-01-01 00:00'), {}],
    ['the slot does not take it', draft, { held: aHolding({ type: 'passport' }) }],
    ['there is no such slot', draft, { slot: 'poem' }],
    ['the slot is of another case', () => draft('small'), {}],
  ])('is refused when %s', (_why, story, changes) => {
    expect(refused(story(), wish(one(changes)))).toMatchObject({ code: 'holding-not-usable', fields: [{ pointer: '/reuse/0/holdingId' }] });
  });

  test('is refused once the dossier lies at the desk', () => {
    const story = draft();
    story.ask(wish(one()));
    story.submit();
    expect(refused(story, wish(one({ id: 'pp-2' })))).toMatchObject({ code: 'move-not-allowed' });
  });
});

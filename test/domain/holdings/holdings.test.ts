import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holding, holdingView, idOfHolding } from '#domain/holdings/holding';
import { holdingsOf } from '#domain/holdings/holdings-of';
import { dayInVietnam, lastDay } from '#domain/holdings/validity';
import { whyUnusable } from '#domain/holdings/why-unusable';
import type { Paper } from '#domain/dossiers/parts';
import { smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { anInProgress, aSubmitted } from '#test/support/builders/dossier-builders';
import { aHolding } from '#test/support/builders/holding-builders';
import { aDocument, aPaper, byId } from '#test/support/builders/part-builders';

const ACCEPTED = { outcome: 'accepted' as const, at: '2026-11-23T02:06:00.000Z', reasons: [], scanner: 'clamav' };
const procedure = smallProcedure({ '/papers/0/validFor': { months: 6, confidence: 'unverified' } });
const paper = (changes: Partial<Paper> = {}) => aPaper({ id: 'pp-1', slot: 'plan', state: 'received', receivedAt: '2026-11-23T17:30:00.000Z', check: ACCEPTED, vaultVersion: 'v7', ...changes });
const accepted = (changes: Partial<Paper> = {}) => anInProgress({ ownerKind: 'citizen', papers: byId(paper(changes)) });

describe('what a dossier puts into its owner’s electronic store', () => {
  test('is each clean paper, with where it lies, where it comes from and until when it holds', () => {
    const dossier = accepted();
    const [held, ...more] = holdingsOf(dossier, procedure);
    expect(more).toEqual([]);
    expect(held).toMatchObject({
      ownerId: dossier.ownerId,
      kind: 'held-paper',
      type: 'plan',
      sha256: 'a'.repeat(64),
      vault: { key: `papers/${dossier.id}/pp-1`, version: 'v7' },
      // Half past midnight of the day after in Viet Nam.
      validFrom: '2026-11-24',
      validUntil: '2027-05-23',
      provenance: { dossierCode: dossier.code, agency: dossier.receivingAgency, issuedAt: '2026-11-23T17:30:00.000Z' },
    });
    expect(holding.parse(held)).toEqual(held);
  });

  test.each<[why: string, changes: Partial<Paper>]>([
    ['is being checked', { check: undefined }],
    ['was refused', { check: { ...ACCEPTED, outcome: 'refused', reasons: ['malware'] } }],
    ['was never uploaded', { state: 'granted', receivedAt: undefined, check: undefined, vaultVersion: undefined }],
    ['came from the store itself', { origin: { kind: 'held-paper', heldId: 'hd-1', heldType: 'plan', consentedAt: '2026-11-23T02:06:00.000Z' } }],
    ['has no slot in the procedure', { slot: 'poem' }],
  ])('is not a paper that %s', (_why, changes) => {
    expect(holdingsOf(accepted(changes), procedure)).toEqual([]);
  });

  test('is nothing before the dossier is accepted, and nothing of a desk that hands in for others', () => {
    expect(holdingsOf(aSubmitted({ ownerKind: 'citizen', papers: byId(paper()) }), procedure)).toEqual([]);
    expect(holdingsOf(anInProgress({ ownerKind: 'officer', papers: byId(paper()) }), procedure)).toEqual([]);
    expect(holdingsOf(anInProgress({ papers: byId(paper()) }), procedure)).toEqual([]);
  });

  test('is each result that was issued, in its last revision, under the agency that gave it', () => {
    const given = aDocument({ id: `doc-${'0'.repeat(24)}`, kind: 'result', resultType: 'permit', state: 'issued', issuedAt: '2026-11-25T02:00:00.000Z', agency: 'H26.16' });
    const dossier = anInProgress({ ownerKind: 'citizen', papers: {}, documents: byId(given, aDocument({ id: `doc-${'1'.repeat(24)}`, kind: 'result', resultType: 'permit', state: 'signing' })) });
    const withTerm = smallProcedure({ '/stages/1/steps/0/result/validFor': { months: 12, confidence: 'unverified' } });
    const held = holdingsOf(dossier, withTerm);
    expect(held).toMatchObject([
      {
        kind: 'held-result',
        type: 'permit',
        sha256: given.file.sha256,
        vault: { key: `documents/${dossier.id}/${given.id}/${String(given.file.revision)}.pdf`, version: given.file.versionId },
        validUntil: '2027-11-24',
        provenance: { agency: 'H26.16', issuedAt: '2026-11-25T02:00:00.000Z' },
      },
    ]);
    expect(holding.parse(held[0])).toEqual(held[0]);
  });

  test('holds without end where the procedure names no term', () => {
    expect(holdingsOf(accepted(), smallProcedure())[0]).not.toHaveProperty('validUntil');
  });
});

describe('using a thing of the store for a slot', () => {
  const [slot] = smallProcedure({ '/papers/0/holdings': [{ kind: 'held-paper', type: 'land-paper', confidence: 'unverified' }] }).papers;
  if (slot === undefined) throw new Error('the small procedure has lost its paper');

  test('is allowed to its last day, and not on the day after', () => {
    const held = aHolding({ validUntil: '2026-12-31' });
    expect(whyUnusable(held, slot, '2026-12-31')).toBeUndefined();
    expect(whyUnusable(held, slot, '2027-01-01')).toContain('2026-12-31');
    expect(whyUnusable(aHolding(), slot, '2099-01-01')).toBeUndefined();
  });

  test.each([
    ['nothing was found', undefined],
    ['it is of another type', aHolding({ type: 'passport' })],
    ['it is a result where a paper is taken', aHolding({ kind: 'held-result' })],
    ['it is of a kind of file the slot does not take', aHolding({ contentType: 'text/html' })],
    ['it is too large', aHolding({ sizeBytes: slot.maxBytes + 1 })],
  ])('is refused when %s', (_why, held) => {
    expect(whyUnusable(held, slot, '2026-11-24')).toEqual(expect.any(String));
  });
});

describe('the days a thing holds', () => {
  test('never end before they begin, and grow with the months', () => {
    const day = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true }).map((date) => dayInVietnam(date.toISOString()));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 240 }), (from, months) => {
        expect(lastDay(from, { months, confidence: 'unverified' }) >= from).toBe(true);
        expect(lastDay(from, { months: months + 1, confidence: 'unverified' }) > lastDay(from, { months, confidence: 'unverified' })).toBe(true);
      }),
    );
  });
});

test('ids of things stand in the order of time', () => {
  const one = idOfHolding({ issuedAt: '2026-11-23T02:05:00.000Z', dossierId: `ds-${'z'.repeat(26)}`, itemId: 'pp-9' });
  const later = idOfHolding({ issuedAt: '2026-11-23T02:05:00.001Z', dossierId: `ds-${'a'.repeat(26)}`, itemId: 'pp-1' });
  expect(one < later).toBe(true);
});

test('its owner is not shown where it lies', () => {
  expect(Object.keys(holdingView(aHolding()))).not.toEqual(expect.arrayContaining(['vault', 'ownerId']));
  expect(holdingView(aHolding())).not.toHaveProperty('vault');
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isScannedInBundle, scanBundles } from '#domain/documents/scan-bundle';
import type { Paper } from '#domain/dossiers/parts';
import { aDossierId } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const id = aDossierId();
const bundles = (...papers: readonly Paper[]) => scanBundles({ id, papers: byId(...papers) }, sha256);
const handedIn = (about: Partial<Paper>) => aPaper({ scan: 'bundle', state: 'received', receivedAt: '2026-11-23T02:05:00.000Z', objectVersion: 'v1', ...about });

describe('papers that are scanned together', () => {
  it('are those handed in together, whatever order the record keeps them in', () => {
    const [one, two] = [handedIn({ id: 'pp-1' }), handedIn({ id: 'pp-2' })];
    const [bundle, ...others] = bundles(two, one);
    expect(others).toEqual([]);
    expect(bundle?.papers.map((paper) => paper.id)).toEqual(['pp-1', 'pp-2']);
    expect(bundle?.name).toBe(bundles(one, two)[0]?.name);
  });

  it('are not those of a later supplement, nor any that was not handed in or is scanned by itself', () => {
    const later = handedIn({ id: 'pp-2', receivedAt: '2026-11-25T02:05:00.000Z' });
    expect(bundles(handedIn({ id: 'pp-1' }), later).map(({ papers }) => papers.map((paper) => paper.id))).toEqual([['pp-1'], ['pp-2']]);
    expect(bundles(aPaper({ id: 'pp-3', scan: 'bundle', state: 'granted' }), { ...handedIn({ id: 'pp-4' }), scan: undefined })).toEqual([]);
  });

  it.each([['objectVersion', 'v2'], ['sha256', 'f'.repeat(64)], ['id', 'pp-9']])('have another name as soon as one has another %s', (field, value) => {
    const before = bundles(handedIn({ id: 'pp-1' }), handedIn({ id: 'pp-2' }));
    const after = bundles(handedIn({ id: 'pp-1' }), handedIn({ id: 'pp-2', [field]: value }));
    expect(after[0]?.name).not.toBe(before[0]?.name);
  });

  it('keep their name when they are judged, so that a verdict told twice finds them again', () => {
    const check = { outcome: 'accepted' as const, at: '2026-11-23T02:06:00.000Z', reasons: [], scanner: 'clamav' };
    expect(bundles(handedIn({ check, vaultVersion: 'w1' }))[0]?.name).toBe(bundles(handedIn({}))[0]?.name);
  });

  it('are never more or heavier than a bundle may be, and each is in exactly one', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 * 1024 ** 2 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sizes, (all) => {
        const made = bundles(...all.map((sizeBytes, index) => handedIn({ id: `pp-${String(index)}`, sizeBytes })));
        expect(made.flatMap(({ papers }) => papers.map((paper) => paper.id)).toSorted()).toEqual(all.map((_size, index) => `pp-${String(index)}`).toSorted());
        for (const { papers } of made) {
          const bytes = papers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
          expect(papers.length === 1 || (papers.length <= 20 && bytes <= 256 * 1024 ** 2)).toBe(true);
        }
      }),
    );
  });
});

it('an archive is scanned by itself: what lies in it would count against the quotas of the bundle', () => {
  expect(isScannedInBundle({ scan: 'bundle' }, { contentType: 'application/pdf' })).toBe(true);
  expect(isScannedInBundle({ scan: 'bundle' }, { contentType: 'application/zip' })).toBe(false);
  expect(isScannedInBundle({ scan: 'paper' }, { contentType: 'application/pdf' })).toBe(false);
});

import { expect, it } from '@jest/globals';
import type { Extraction } from '#domain/keeping/bundle-files';
import { Temporal } from '#domain/kernel/temporal';
import { placeInVault } from '#functions/platform/place-in-vault';
import { aSettled } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';

const check = { outcome: 'accepted' as const, at: '2026-11-23T02:06:00.000Z', reasons: [], scanner: 'clamav' };
const bundle = { key: 'bundles/x.zip', version: 'vb', sha256: 'b'.repeat(64), sizeBytes: 9, files: 1, retentionClass: 'usual', lockedUntil: '2036-11-27T03:00:00.000Z', singlesUntil: '2026-12-27T03:00:00.000Z' };
const settled = aSettled({ papers: byId(aPaper({ id: 'pp-1', slot: 'plan', state: 'received', check, vaultVersion: 'v7' })) });
const returned = { ...settled, status: 'returned' as const, returnedAt: '2026-11-27T03:00:00.000Z', bundle };
const from = { key: `papers/${settled.id}/pp-1`, versionId: 'v7' };

async function placeAt(dossier: Parameters<typeof placeInVault>[1], now: string, wanted = from) {
  const asked: Extraction[] = [];
  const extract = (order: Extraction) => {
    asked.push(order);
    return Promise.resolve({ key: order.to, versionId: 'vr', sha256: order.file.sha256, sizeBytes: 1 });
  };
  return { place: await placeInVault({ extract }, dossier, { from: wanted, now: Temporal.Instant.from(now) }), asked };
}

it('a paper is read where it lies while the dossier is open, and within the grace after its end', async () => {
  expect(await placeAt(settled, '2099-01-01T00:00:00Z')).toEqual({ place: from, asked: [] });
  expect(await placeAt(returned, '2026-12-27T02:59:59Z')).toEqual({ place: from, asked: [] });
});

it('after the grace it is brought back from the bundle', async () => {
  const { place, asked } = await placeAt(returned, '2026-12-27T03:00:00Z');
  expect(place).toMatchObject({ key: `restored/${from.key}`, versionId: 'vr' });
  expect(asked).toMatchObject([{ bundle: { key: 'bundles/x.zip', versionId: 'vb' }, file: { path: 'papers/plan-pp-1.pdf', sha256: 'a'.repeat(64) } }]);
});

it('what is in no bundle is asked for where it was put', async () => {
  const other = { key: 'papers/ds-other/pp-9', versionId: 'v1' };
  expect(await placeAt(returned, '2027-01-01T00:00:00Z', other)).toEqual({ place: other, asked: [] });
});

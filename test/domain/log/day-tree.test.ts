import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromHex, toHex } from '#domain/kernel/sha256';
import { hashOfLeaf, lastHeads, PAGE_LEAVES, pageOfDossier, plantDay, proveLeaf } from '#domain/log/day-tree';
import { rootFromPath, rootOf } from '#domain/log/merkle-tree';
import type { NotedHead } from '#domain/log/sealed-day';
import { chainTools } from '#functions/platform/chain-tools';

const { sha256 } = chainTools;

function heads(count: number): NotedHead[] {
  return Array.from({ length: count }, (_none, index) => ({ dossierId: `ds-${String(index * 2).padStart(32, '0')}`, seq: (index % 9) + 1, head: toHex(sha256(Buffer.from(String(index)))) }));
}

describe('the tree of a day', () => {
  it('is the tree of RFC 6962 over all its leaves, whatever its pages', () => {
    for (const size of [0, 1, 2, PAGE_LEAVES - 1, PAGE_LEAVES, PAGE_LEAVES + 1, 2 * PAGE_LEAVES + 17, 3 * PAGE_LEAVES, 4 * PAGE_LEAVES + 1]) {
      const all = heads(size);
      expect(plantDay(sha256, '2026-11-26', all).index.root).toBe(toHex(rootOf(sha256, all.map((head) => hashOfLeaf(sha256, head)))));
    }
  });

  it('proves every dossier of the day from one page and the roots of the others', () => {
    const all = heads(3 * PAGE_LEAVES + 100);
    const { index, pages } = plantDay(sha256, '2026-11-26', all);
    fc.assert(fc.property(fc.nat(all.length - 1), (at) => {
      const { dossierId = '' } = all[at] ?? {};
      const page = pageOfDossier(index, dossierId) ?? -1;
      const proof = proveLeaf(sha256, index, { page, leaves: pages[page] ?? [], dossierId });
      expect(proof).toMatchObject({ leaf: all[at], index: at });
      if (proof === undefined) return;
      const root = rootFromPath(sha256, { leaf: hashOfLeaf(sha256, proof.leaf), index: proof.index, size: index.size, path: proof.path.map(fromHex) });
      expect(root === undefined ? '' : toHex(root)).toBe(index.root);
    }), { numRuns: 40 });
  });

  it('has no proof of a dossier that nothing happened to', () => {
    const { index, pages } = plantDay(sha256, '2026-11-26', heads(10));
    const absent = `ds-${'3'.padStart(32, '0')}`;
    const page = pageOfDossier(index, absent) ?? -1;
    expect(proveLeaf(sha256, index, { page, leaves: pages[page] ?? [], dossierId: absent })).toBeUndefined();
    expect(pageOfDossier(index, 'aa')).toBeUndefined();
    expect(pageOfDossier(plantDay(sha256, '2026-11-26', []).index, absent)).toBeUndefined();
  });
});

it('of all notes of a dossier the latest counts, in whatever order and however often they come', () => {
  const [one, two] = [{ dossierId: 'ds-b', seq: 3, head: 'c' }, { dossierId: 'ds-a', seq: 1, head: 'a' }];
  fc.assert(fc.property(fc.shuffledSubarray([one, { ...one, seq: 2, head: 'b' }, { ...one, seq: 1, head: 'a' }, two, one], { minLength: 5 }), (notes) => {
    const last = lastHeads();
    for (const note of notes) last.add([note]);
    expect(last.inOrder()).toEqual([two, one]);
  }));
});

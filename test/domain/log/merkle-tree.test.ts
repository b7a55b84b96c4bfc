import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromHex, toHex } from '#domain/kernel/sha256';
import { auditPath, leafHash, rootFromPath, rootOf } from '#domain/log/merkle-tree';
import { chainTools } from '#functions/platform/chain-tools';

const { sha256 } = chainTools;
/** The leaves and roots of the reference implementation of RFC 6962 (certificate-transparency, merkle_tree_test). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => leafHash(sha256, fromHex(hex)));
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leavesOf = (count: number) => Array.from({ length: count }, (_none, index) => leafHash(sha256, Buffer.from(`leaf ${String(index)}`)));

describe('the tree of RFC 6962', () => {
  it.each(ROOTS.map((root, size) => ({ root, size })))('has the root of the reference implementation over $size leaves', ({ root, size }) => {
    expect(toHex(rootOf(sha256, LEAVES.slice(0, size)))).toBe(root);
  });

  it('has the paths of the reference implementation', () => {
    expect(auditPath(sha256, LEAVES, 0).map(toHex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(auditPath(sha256, LEAVES.slice(0, 3), 2).map(toHex)).toEqual(['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']);
  });

  it('leads from every leaf of every tree to its root', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (size, any) => {
      const leaves = leavesOf(size);
      const index = any % size;
      const leaf = leaves[index] ?? new Uint8Array();
      const path = auditPath(sha256, leaves, index);
      expect(rootFromPath(sha256, { leaf, index, size, path })).toEqual(rootOf(sha256, leaves));
    }), { numRuns: 60 });
  });

  it('leads nowhere near the root with another leaf, another place, another size or a path that was touched', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 64 }), fc.nat(), fc.nat(), (size, any, touched) => {
      const leaves = leavesOf(size);
      const index = any % size;
      const leaf = leaves[index] ?? new Uint8Array();
      const path = auditPath(sha256, leaves, index);
      const root = rootOf(sha256, leaves);
      const otherPath = path.map((hash, at) => (at === touched % path.length ? sha256(hash) : hash));
      for (const wrong of [{ leaf: sha256(leaf), index, size, path }, { leaf, index: (index + 1) % size, size, path }, { leaf, index, size, path: otherPath }, { leaf, index, size, path: path.slice(1) }, { leaf, index, size, path: [...path, leaf] }]) {
        expect(rootFromPath(sha256, wrong)).not.toEqual(root);
      }
    }), { numRuns: 60 });
  });

  it('has no path for a leaf that is not there', () => {
    expect(() => auditPath(sha256, LEAVES, 8)).toThrow(RangeError);
    expect(rootFromPath(sha256, { leaf: new Uint8Array(32), index: 3, size: 3, path: [] })).toBeUndefined();
  });
});

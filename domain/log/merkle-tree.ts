import { joined, type Sha256 } from '#domain/kernel/sha256';

/** Merkle trees of RFC 6962, §2.1, over hashes of leaves; what is a leaf and what a node is told apart by its first byte. */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(sha256: Sha256, data: Uint8Array): Uint8Array {
  return sha256(joined(LEAF, data));
}

function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joined(NODE, left, right));
}

/** The root over the hashes of all leaves in their order; that of an empty tree is the hash of nothing. */
export function rootOf(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return nodeHash(sha256, rootOf(sha256, leaves.slice(0, split)), rootOf(sha256, leaves.slice(split)));
}

/** The hashes beside the way from a leaf to the root, nearest first. @throws RangeError for a leaf the tree does not have */
export function auditPath(sha256: Sha256, leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf');
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...auditPath(sha256, left, index), rootOf(sha256, right)] : [...auditPath(sha256, right, index - split), rootOf(sha256, left)];
}

export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

/** The root that a leaf and its path lead to, by RFC 9162, §2.1.3.2; nothing when the path cannot be one of such a tree. */
export function rootFromPath(sha256: Sha256, { leaf, index, size, path }: Inclusion): Uint8Array | undefined {
  if (index < 0 || index >= size) return undefined;
  let [at, last, root] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(sha256, beside, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      root = nodeHash(sha256, root, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : undefined;
}

function half(number: number): number {
  return Math.floor(number / 2);
}

/** The largest power of two below the number of leaves. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

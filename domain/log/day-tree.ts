import * as z from 'zod';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { fromHex, type Sha256, toHex } from '#domain/kernel/sha256';
import { auditPath, leafHash, rootOf } from '#domain/log/merkle-tree';
import type { NotedHead } from '#domain/log/sealed-day';

/**
 * A power of two: each full page is a whole subtree, so the tree over the roots of pages is the tree over all leaves, and a
 * proof needs one page and the list of roots, however many dossiers a day had.
 */
export const PAGE_LEAVES = 1024;

/** A page of leaves in their order: dossier, seq, head. */
export const leafPage = z.array(z.tuple([z.string(), z.number().int().positive(), z.string()])).max(PAGE_LEAVES);
export type LeafPage = z.infer<typeof leafPage>;

/** What a day's tree is made of: of each page its first dossier and its root. */
export const dayIndex = z.object({ day: z.string(), size: z.number().int(), root: z.string(), pages: z.array(z.tuple([z.string(), z.string()])) });
export type DayIndex = z.infer<typeof dayIndex>;

export interface DayTree {
  readonly index: DayIndex;
  readonly pages: readonly LeafPage[];
}

/** The bytes a leaf stands for: canonical JSON (RFC 8785), which whoever checks a proof writes himself. */
export function hashOfLeaf(sha256: Sha256, { dossierId, seq, head }: NotedHead): Uint8Array {
  return leafHash(sha256, new TextEncoder().encode(canonicalJson({ dossierId, head, seq })));
}

/** Of all notes of a day the last of each dossier, in the order of their ids. */
export function lastHeads(): { readonly add: (heads: readonly NotedHead[]) => void; readonly inOrder: () => NotedHead[] } {
  const last = new Map<string, NotedHead>();
  return {
    add: (heads) => {
      for (const head of heads) if ((last.get(head.dossierId)?.seq ?? 0) < head.seq) last.set(head.dossierId, head);
    },
    inOrder: () => [...last.values()].toSorted((one, other) => (one.dossierId < other.dossierId ? -1 : 1)),
  };
}

/** Plants the tree of a day over its heads, one for each dossier and in the order of ids. */
export function plantDay(sha256: Sha256, day: string, heads: readonly NotedHead[]): DayTree {
  const pages = Array.from({ length: Math.ceil(heads.length / PAGE_LEAVES) }, (_none, page) => heads.slice(page * PAGE_LEAVES, (page + 1) * PAGE_LEAVES));
  const roots = pages.map((page) => rootOfHeads(sha256, page));
  const index: DayIndex = { day, size: heads.length, root: toHex(rootOf(sha256, roots)), pages: roots.map((root, page) => [pages[page]?.[0]?.dossierId ?? '', toHex(root)]) };
  return { index, pages: pages.map((page) => page.map(({ dossierId, seq, head }) => [dossierId, seq, head])) };
}

function rootOfHeads(sha256: Sha256, heads: readonly NotedHead[]): Uint8Array {
  return rootOf(sha256, heads.map((head) => hashOfLeaf(sha256, head)));
}

/** The heads of a page as they are kept. */
export function headsOf(page: LeafPage): NotedHead[] {
  return page.map(([dossierId, seq, head]) => ({ dossierId, seq, head }));
}

/** The page a dossier would stand on; nothing for a day without dossiers or one before the first. */
export function pageOfDossier({ pages }: DayIndex, dossierId: string): number | undefined {
  const page = pages.findLastIndex(([first]) => first <= dossierId);
  return page === -1 ? undefined : page;
}

export interface LeafProof {
  readonly leaf: NotedHead;
  readonly index: number;
  /** Hex, nearest to the leaf first. */
  readonly path: readonly string[];
}

export interface Sought {
  readonly page: number;
  readonly leaves: LeafPage;
  readonly dossierId: string;
}

/** Where a dossier stands in a day and the way from there to the root; nothing when it does not stand on the page. */
export function proveLeaf(sha256: Sha256, { pages }: DayIndex, { page, leaves, dossierId }: Sought): LeafProof | undefined {
  const heads = headsOf(leaves);
  const at = heads.findIndex((head) => head.dossierId === dossierId);
  const leaf = heads[at];
  if (leaf === undefined) return undefined;
  const within = auditPath(sha256, heads.map((head) => hashOfLeaf(sha256, head)), at);
  const above = auditPath(sha256, pages.map(([, root]) => fromHex(root)), page);
  return { leaf, index: page * PAGE_LEAVES + at, path: [...within, ...above].map(toHex) };
}

import { PdfArray, PdfBool, PdfDict, PdfName, PdfNull, PdfNumber, PdfRef, PdfStream, PdfString, type PDF, type PdfObject } from '@libpdf/core';

/** Two objects that must be the same before and after: what the signed revision held, and what the file holds now. */
export interface Pair {
  readonly before: PdfObject | null | undefined;
  readonly after: PdfObject | null | undefined;
}

/** No honest document has that many parts. */
const MOST_PAIRS = 2_000_000;

/** Resolves in the signed revision and in the file as it is. */
export interface TwoRevisions {
  readonly before: PDF;
  readonly after: PDF;
}

/**
 * Whether everything reachable from the pairs is the same in both revisions. Objects whose change has been judged by
 * other rules (pages, signature fields) are given in `judged` and not followed. Without recursion: a stranger chose the depth.
 */
export function areSame(pairs: readonly Pair[], { before, after }: TwoRevisions, judged: ReadonlySet<number>): boolean {
  const open = [...pairs];
  const followed = new Set<number>(judged);
  for (let looked = 0; open.length > 0; looked += 1) {
    const pair = open.pop();
    if (pair === undefined || looked > MOST_PAIRS) return false;
    const inner = pair.before instanceof PdfRef ? followedReference(pair.before, pair.after, { before, after, followed }) : comparedInside(pair);
    if (inner === undefined) return false;
    for (const next of inner) open.push(next);
  }
  return true;
}

function followedReference(one: PdfRef, other: Pair['after'], { before, after, followed }: TwoRevisions & { readonly followed: Set<number> }): readonly Pair[] | undefined {
  if (!(other instanceof PdfRef) || one.objectNumber !== other.objectNumber || one.generation !== other.generation) return undefined;
  if (followed.has(one.objectNumber)) return [];
  followed.add(one.objectNumber);
  return [{ before: before.getObject(one), after: after.getObject(other) }];
}

/** The parts still to be compared, or nothing when the two differ already. */
function comparedInside({ before, after }: Pair): readonly Pair[] | undefined {
  if (isNothing(before) || isNothing(after)) return isNothing(before) && isNothing(after) ? [] : undefined;
  return comparedSomething(before, after);
}

function comparedSomething(before: PdfObject, after: PdfObject): readonly Pair[] | undefined {
  if (before instanceof PdfDict) return after instanceof PdfDict && isSameData(before, after) ? entriesOf(before, after) : undefined;
  if (before instanceof PdfArray) return after instanceof PdfArray ? itemsOf(before, after) : undefined;
  return isSameAtom(before, after) ? [] : undefined;
}

function itemsOf(before: PdfArray, after: PdfArray): readonly Pair[] | undefined {
  return before.length === after.length ? before.toArray().map((item, place) => ({ before: item, after: after.at(place) })) : undefined;
}

function isSameData(before: PdfDict, after: PdfDict): boolean {
  if (!(before instanceof PdfStream) || !(after instanceof PdfStream)) return !(before instanceof PdfStream) && !(after instanceof PdfStream);
  return Buffer.from(before.data).equals(after.data);
}

/** An entry that is null is as good as absent (ISO 32000-2 §7.3.7). */
export function isNothing(object: PdfObject | null | undefined): object is null | undefined | PdfNull {
  return object === null || object === undefined || object instanceof PdfNull;
}

/** Every entry of either dictionary beside the same entry of the other, but for some. */
export function entriesOf(before: PdfDict, after: PdfDict, without: ReadonlySet<string> = new Set()): readonly Pair[] {
  const keys = new Set([...before.keys(), ...after.keys()].map(({ value }) => value));
  return [...keys].filter((key) => !without.has(key)).map((key) => ({ before: before.get(key), after: after.get(key) }));
}

function isSameAtom(before: PdfObject, after: PdfObject): boolean {
  if (before instanceof PdfNumber) return after instanceof PdfNumber && before.value === after.value;
  if (before instanceof PdfName) return after instanceof PdfName && before.value === after.value;
  if (before instanceof PdfBool) return after instanceof PdfBool && before.value === after.value;
  if (before instanceof PdfString) return after instanceof PdfString && Buffer.from(before.bytes).equals(after.bytes);
  return false;
}

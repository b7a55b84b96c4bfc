import { PdfArray, PdfDict, PdfRef, type PDF, type PdfObject } from '@libpdf/core';
import { areSame, entriesOf, isNothing, type Pair, type TwoRevisions } from '#functions/adapters/pades/verify-equality';
import { compareForms, isWidgetOfSignature } from '#functions/adapters/pades/verify-form';
import { endsAsPdf } from '#functions/adapters/pades/verify-range';
import { openPdf } from '#functions/adapters/pades/verify-open';
import { redefinedNumbers, rootsNamedIn } from '#functions/adapters/pades/verify-tail';

/** What a later signature may add to the catalogue: itself to the form, and evidence about certificates, which no page shows. */
const CATALOGUE_MAY_CHANGE = new Set(['AcroForm', 'DSS', 'Extensions']);
const PAGE_MAY_CHANGE = new Set(['Annots']);
const INFO_MAY_CHANGE = new Set(['ModDate', 'Producer']);

/**
 * Whether what was written into the file after one of its revisions was signed is only further signatures with their
 * places on the page and evidence for them. Everything else (a page, an annotation, a value, an action, an object that
 * was hidden in the signed part and is shown now) is a change, whatever it looks like.
 */
export async function onlySignaturesFollow(file: Buffer, end: number): Promise<boolean> {
  const signed = file.subarray(0, end);
  if (!endsAsPdf(signed) || !endsAsPdf(file)) return false;
  const [before, after] = [await openPdf(signed), await openPdf(file)];
  if (before === undefined || after === undefined) return false;
  try {
    const comparison = compared({ before, after });
    return comparison !== undefined && isOnlyRedefined(file, end, { before, after, allowed: comparison });
  } catch {
    return false;
  }
}

/** The numbers of the objects that were allowed to change, or nothing when another one did. */
function compared(revisions: TwoRevisions): ReadonlySet<number> | undefined {
  const { before, after } = revisions;
  const root = commonRoot(revisions);
  const fields = root === undefined ? undefined : compareForms(revisions);
  if (root === undefined || fields === undefined) return undefined;
  const allowed = new Set<number>([root, ...fields.allowed]);
  const pairs: Pair[] = [...entriesOf(before.getCatalog(), after.getCatalog(), CATALOGUE_MAY_CHANGE), ...fields.pairs, ...comparedInfo(revisions, allowed)];
  for (const page of before.getPages()) {
    allowed.add(page.ref.objectNumber);
    const inPage = comparedPage(page.ref, revisions, { widgets: fields.widgets, allowed });
    if (inPage === undefined) return undefined;
    pairs.push(...inPage);
  }
  for (const number of evidenceNumbers(before)) allowed.add(number);
  return areSame(pairs, revisions, judgedElsewhere(before, fields.signedLater)) ? allowed : undefined;
}

function commonRoot({ before, after }: TwoRevisions): number | undefined {
  const [was, is] = [before, after].map(({ context }) => context.info.trailer.getRef('Root')?.objectNumber);
  return was === is && !before.isEncrypted && !after.isEncrypted ? was : undefined;
}

/** Pages and fields signed later are compared by rules of their own; the general comparison stops before them. */
function judgedElsewhere(before: PDF, signedLater: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...before.getPages().map(({ ref }) => ref.objectNumber), ...signedLater]);
}

function comparedPage(ref: PdfRef, { before, after }: TwoRevisions, { widgets, allowed }: { readonly widgets: ReadonlySet<number>; readonly allowed: Set<number> }): readonly Pair[] | undefined {
  const [was, is] = [before.getObject(ref), after.getObject(ref)];
  if (!(was instanceof PdfDict) || !(is instanceof PdfDict)) return undefined;
  const [old, now] = [annotationsOf(was, before, allowed), annotationsOf(is, after, allowed)];
  const added = now.slice(old.length);
  const areSignatures = added.every((item) => item instanceof PdfRef && widgets.has(item.objectNumber) && isWidgetOfSignature(after.getObject(item)));
  if (now.length < old.length || !areSignatures) return undefined;
  return [...entriesOf(was, is, PAGE_MAY_CHANGE), ...old.map((item, place) => ({ before: item, after: now[place] }))];
}

function annotationsOf(page: PdfDict, pdf: PDF, allowed: Set<number>): readonly PdfObject[] {
  const reference = page.getRef('Annots');
  if (reference !== undefined) allowed.add(reference.objectNumber);
  const value = page.get('Annots', (target) => pdf.getObject(target));
  return value instanceof PdfArray ? value.toArray() : [];
}

function comparedInfo({ before, after }: TwoRevisions, allowed: Set<number>): readonly Pair[] {
  const [was, is] = [before, after].map((pdf) => pdf.context.info.trailer.getDict('Info', (reference) => pdf.getObject(reference)));
  for (const { context } of [before, after]) {
    const reference = context.info.trailer.getRef('Info');
    if (reference !== undefined) allowed.add(reference.objectNumber);
  }
  return entriesOf(was ?? new PdfDict(), is ?? new PdfDict(), INFO_MAY_CHANGE);
}

/** The objects of the store of evidence (PAdES §5.4.2), which a later revision may enlarge; no page leads there. */
function evidenceNumbers(before: PDF): ReadonlySet<number> {
  const numbers = new Set<number>();
  const open: (PdfObject | null | undefined)[] = [before.getCatalog().get('DSS')];
  for (let looked = 0; open.length > 0 && looked < 10_000; looked += 1) {
    const object = open.pop();
    if (object instanceof PdfRef) {
      if (!numbers.has(object.objectNumber)) open.push(before.getObject(object));
      numbers.add(object.objectNumber);
    } else if (object instanceof PdfDict) open.push(...[...object].map(([, value]) => value));
    else if (object instanceof PdfArray) open.push(...object);
  }
  return numbers;
}

/**
 * The last look, for programs that repair a file by searching it for objects instead of following its tables: nothing
 * behind the signed part may define anew an object of the signed part that was not allowed to change, or another root.
 */
function isOnlyRedefined(file: Buffer, end: number, { before, after, allowed }: TwoRevisions & { readonly allowed: ReadonlySet<number> }): boolean {
  const root = after.context.info.trailer.getRef('Root')?.objectNumber;
  const tail = file.subarray(end);
  if (rootsNamedIn(tail).some((number) => number !== root)) return false;
  return redefinedNumbers(tail, after).every((number) => allowed.has(number) || isNothing(before.getObject(PdfRef.of(number))));
}

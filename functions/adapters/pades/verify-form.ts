import { PdfDict, PdfRef, type PDF, type PdfObject } from '@libpdf/core';
import { areSame, entriesOf, type Pair, type TwoRevisions } from '#functions/adapters/pades/verify-equality';
import { nameIn } from '#functions/adapters/pades/verify-fields';

const FORM_MAY_CHANGE = new Set(['Fields', 'SigFlags']);
/** A document without a form gets one with its first signature; these entries draw nothing by themselves. */
const FORM_MAY_COME_WITH = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']);
/** What signing an empty field puts into it; actions are not among them. */
const FIELD_MAY_CHANGE = new Set(['V', 'AP', 'M', 'F', 'P', 'Type', 'Subtype', 'Rect', 'MK', 'Kids']);
const ACTIONS = ['A', 'AA'];

export interface ComparedForms {
  /** What must be the same in both revisions. */
  readonly pairs: readonly Pair[];
  /** Object numbers of what may newly stand on pages: the places of signatures that were put in since. */
  readonly widgets: ReadonlySet<number>;
  /** Empty signature fields of the signed revision that were signed since. */
  readonly signedLater: ReadonlySet<number>;
  /** Object numbers that a later revision may define anew. */
  readonly allowed: ReadonlySet<number>;
}

interface Form {
  readonly dict: PdfDict;
  readonly fields: readonly PdfObject[];
  readonly numbers: readonly number[];
}

interface Taken {
  readonly pairs: Pair[];
  readonly widgets: Set<number>;
  readonly signedLater: Set<number>;
}

/** What signatures that came later may do to the form: nothing but add themselves. Nothing when something else was done. */
export function compareForms(revisions: TwoRevisions): ComparedForms | undefined {
  const [was, is] = [formOf(revisions.before), formOf(revisions.after)];
  const taken: Taken = { pairs: [], widgets: new Set(), signedLater: new Set() };
  if (is === undefined) return was === undefined ? { ...taken, allowed: new Set() } : undefined;
  if (!mayFollow(was, is)) return undefined;
  taken.pairs.push(...(was === undefined ? [] : entriesOf(was.dict, is.dict, FORM_MAY_CHANGE)));
  const areLawful = is.fields.every((field, place) => takeField(was?.fields[place], field, { revisions, taken }));
  return areLawful ? { ...taken, allowed: new Set([...(was?.numbers ?? []), ...is.numbers, ...taken.widgets]) } : undefined;
}

function formOf(pdf: PDF): Form | undefined {
  const resolve = (reference: PdfRef): PdfObject | null => pdf.getObject(reference);
  const catalogue = pdf.getCatalog();
  const dict = catalogue.getDict('AcroForm', resolve);
  if (dict === undefined) return undefined;
  const references = [catalogue.getRef('AcroForm'), dict.getRef('Fields')];
  return {
    dict,
    fields: dict.getArray('Fields', resolve)?.toArray() ?? [],
    numbers: references.flatMap((reference) => (reference === undefined ? [] : [reference.objectNumber])),
  };
}

function mayFollow(was: Form | undefined, is: Form): boolean {
  return was === undefined ? [...is.dict.keys()].every(({ value }) => FORM_MAY_COME_WITH.has(value)) : is.fields.length >= was.fields.length;
}

function takeField(old: PdfObject | undefined, field: PdfObject, { revisions, taken }: { readonly revisions: TwoRevisions; readonly taken: Taken }): boolean {
  if (old !== undefined && !isSignedSince(old, field, revisions)) {
    taken.pairs.push({ before: old, after: field });
    return true;
  }
  if (!(field instanceof PdfRef) || !isSignature(revisions.after.getObject(field), revisions.after)) return false;
  for (const widget of widgetsOf(field, revisions.after)) {
    taken.widgets.add(widget);
    if (old !== undefined) taken.signedLater.add(widget);
  }
  return true;
}

/** A field that waited empty for its signature and carries it now; nothing else of it may have changed. */
function isSignedSince(old: PdfObject, field: PdfObject, { before, after }: TwoRevisions): boolean {
  if (!(old instanceof PdfRef) || !(field instanceof PdfRef) || old.objectNumber !== field.objectNumber) return false;
  const was = before.getObject(old);
  const is = after.getObject(field);
  if (!(was instanceof PdfDict) || !(is instanceof PdfDict) || nameIn(was, 'FT') !== 'Sig' || was.has('V')) return false;
  return isSignature(is, after) && areSame(entriesOf(was, is, FIELD_MAY_CHANGE), { before, after }, new Set());
}

/** A signature field that really holds a signature and does nothing but show it. */
function isSignature(object: PdfObject | null, pdf: PDF): boolean {
  if (!(object instanceof PdfDict) || nameIn(object, 'FT') !== 'Sig' || hasAction(object)) return false;
  const value = object.getDict('V', (reference) => pdf.getObject(reference));
  return value !== undefined && value.has('ByteRange') && value.has('Contents');
}

function widgetsOf(field: PdfRef, pdf: PDF): readonly number[] {
  const dict = pdf.getObject(field);
  const kids = dict instanceof PdfDict ? (dict.getArray('Kids', (reference) => pdf.getObject(reference))?.toArray() ?? []) : [];
  return [field.objectNumber, ...kids.filter((kid) => kid instanceof PdfRef).map(({ objectNumber }) => objectNumber)];
}

/** Whether an annotation is the bare place of a signature on a page. */
export function isWidgetOfSignature(object: PdfObject | null): boolean {
  return object instanceof PdfDict && nameIn(object, 'Subtype') === 'Widget' && !hasAction(object);
}

function hasAction(dict: PdfDict): boolean {
  return ACTIONS.some((key) => dict.has(key));
}

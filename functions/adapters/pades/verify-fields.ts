import { PdfDict, PdfName, PdfRef, type PdfString, type PDF, type PdfObject } from '@libpdf/core';

/** A signature field that holds a signature, or claims to. */
export interface SignatureField {
  readonly name: string;
  /** The dictionary under /V; absent when what lies there is no dictionary. */
  readonly value?: PdfDict;
  /** Object number under which the signature dictionary lies, when it is an object of its own. */
  readonly valueNumber?: number;
}

export interface FieldsOfPdf {
  readonly signed: readonly SignatureField[];
  /** Whether the search was given up: no honest document has that many fields. */
  readonly isTooMany: boolean;
}

const MOST_FIELDS = 20_000;
const MOST_DEPTH = 50;
const LONGEST_NAME = 200;
const UNSHOWN = /[\p{Cc}\p{Cs}\p{Cn}\u202A-\u202E\u2066-\u2069]/gu;

type Resolver = (reference: PdfRef) => PdfObject | null;

interface OpenField {
  readonly object: PdfObject | undefined;
  readonly names: readonly string[];
  /** The type of field, which kids inherit (ISO 32000-2 §12.7.4). */
  readonly type: string | undefined;
}

interface FoundField {
  readonly dict: PdfDict;
  readonly names: readonly string[];
  readonly type: string | undefined;
}

/** Every signed signature field of the form, in the order of the form. */
export function signatureFieldsOf(pdf: PDF): FieldsOfPdf {
  const resolve: Resolver = (reference) => pdf.getObject(reference);
  const form = pdf.getCatalog().getDict('AcroForm', resolve) ?? new PdfDict();
  const open: OpenField[] = partsUnder(form, 'Fields', resolve).map((object) => ({ object, names: [], type: undefined }));
  const seen = new Set<number>();
  const signed: SignatureField[] = [];
  for (let visited = 0; open.length > 0; visited += 1) {
    if (visited > MOST_FIELDS) return { signed, isTooMany: true };
    const field = foundField(open.shift(), seen, resolve);
    if (field === undefined) continue;
    const { dict, names, type } = field;
    open.unshift(...partsUnder(dict, 'Kids', resolve).map((object) => ({ object, names, type })));
    if (type === 'Sig' && dict.has('V')) signed.push(signedField(dict, names, resolve));
  }
  return { signed, isTooMany: false };
}

/** The field behind an entry, with the names and the type it has from those above it; nothing when it was seen before. */
function foundField(open: OpenField | undefined, seen: Set<number>, resolve: Resolver): FoundField | undefined {
  const dict = firstSeen(open?.object, seen, resolve);
  if (open === undefined || open.names.length > MOST_DEPTH || !(dict instanceof PdfDict)) return undefined;
  const own = dict.getString('T', resolve);
  return { dict, names: own === undefined ? open.names : [...open.names, shown(own)], type: dict.getName('FT', resolve)?.value ?? open.type };
}

function firstSeen(object: PdfObject | undefined, seen: Set<number>, resolve: Resolver): PdfObject | null | undefined {
  if (!(object instanceof PdfRef)) return object;
  if (seen.has(object.objectNumber)) return undefined;
  seen.add(object.objectNumber);
  return resolve(object);
}

function partsUnder(dict: PdfDict, key: string, resolve: Resolver): readonly PdfObject[] {
  return dict.getArray(key, resolve)?.toArray() ?? [];
}

function signedField(dict: PdfDict, names: readonly string[], resolve: Resolver): SignatureField {
  const value = dict.getDict('V', resolve);
  const reference = dict.getRef('V');
  return {
    name: names.join('.').slice(0, LONGEST_NAME),
    ...(value !== undefined && { value }),
    ...(reference !== undefined && { valueNumber: reference.objectNumber }),
  };
}

function shown(text: PdfString): string {
  return text.asString().normalize('NFC').replaceAll(UNSHOWN, '').slice(0, LONGEST_NAME);
}

/** The name under a key as text, whatever else may lie there. */
export function nameIn(dict: PdfDict, key: string): string | undefined {
  const value = dict.get(key);
  return value instanceof PdfName ? value.value : undefined;
}

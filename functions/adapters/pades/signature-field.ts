import { PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfString, type PDF, type PdfObject } from '@libpdf/core';
import type { SigningOrder } from '#domain/documents/signing';
import { drawAppearance } from '#functions/adapters/pades/signature-appearance';

/** Print, and Locked: ISO 32000-1, table 165. */
const WIDGET_FLAGS = 4 + 128;
/** SignaturesExist, and AppendOnly: table 219. */
const SIGNATURE_FLAGS = 3;
/** As wide as any file offset: ten digits reach 10 GB. */
const WIDEST_OFFSET = 9_999_999_999;

export interface FieldOrder {
  readonly order: SigningOrder;
  readonly font: Uint8Array;
  /** Octets kept free for the signature. */
  readonly reserved: number;
}

/**
 * Adds the field of a signature, its widget on the page, and its dictionary with room for what is not known yet. Only the
 * form, the page's list of annotations and new objects are written: what earlier signatures cover stays as it is.
 * @throws Error when a field of the name is there already, or there is no such page
 */
export function addSignatureField(pdf: PDF, field: FieldOrder): void {
  const { order } = field;
  const resolve = (ref: PdfRef): PdfObject | null => pdf.getObject(ref);
  const pageIndex = order.visible?.pageIndex ?? 0;
  const page = pdf.getPage(pageIndex);
  if (page === null) throw new Error(`The document has no page ${String(pageIndex)}`);
  const form = formOf(pdf, resolve);
  const fields = listIn(form, 'Fields', resolve);
  if ([...fields].some((known) => nameOf(known, resolve) === order.fieldName)) throw new Error(`There is a field ${order.fieldName} already`);
  const widget = widgetOf(pdf, { ...field, page: page.ref });
  fields.push(widget);
  listIn(page.dict, 'Annots', resolve).push(widget);
  form.set('SigFlags', PdfNumber.of(SIGNATURE_FLAGS));
}

function nameOf(field: PdfObject, resolve: (ref: PdfRef) => PdfObject | null): string | undefined {
  const dict = field instanceof PdfRef ? resolve(field) : field;
  return dict instanceof PdfDict ? dict.getString('T', resolve)?.asString() : undefined;
}

function widgetOf(pdf: PDF, { order, font, reserved, page }: FieldOrder & { readonly page: PdfRef }): PdfRef {
  const { visible, identity, fieldName } = order;
  const { x, y, width, height } = visible?.rectangle ?? { x: 0, y: 0, width: 0, height: 0 };
  const entries: Record<string, PdfObject> = {
    Type: PdfName.of('Annot'),
    Subtype: PdfName.of('Widget'),
    FT: PdfName.of('Sig'),
    T: PdfString.fromString(fieldName),
    // What a screen reader says in place of the picture.
    TU: PdfString.fromString(visible === undefined ? `Chữ ký số: ${identity.displayName}` : visible.lines.join('; ')),
    F: PdfNumber.of(WIDGET_FLAGS),
    P: page,
    Rect: new PdfArray([x, y, x + width, y + height].map((value) => PdfNumber.of(value))),
    V: pdf.register(signatureDictionary(order, reserved)),
  };
  if (visible !== undefined) entries['AP'] = PdfDict.of({ N: drawAppearance(pdf, { ...visible, capacity: identity.capacity, font }) });
  return pdf.register(PdfDict.of(entries));
}

/** EN 319 142-1, §5.3 and §6.3: the claimed time stands here, as M, and nowhere in the CMS. */
function signatureDictionary({ identity, signedAt, reason }: SigningOrder, reserved: number): PdfDict {
  return PdfDict.of({
    Type: PdfName.of('Sig'),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of('ETSI.CAdES.detached'),
    Name: PdfString.fromString(identity.displayName),
    M: PdfString.fromString(pdfDate(signedAt)),
    Reason: PdfString.fromString(reason),
    ByteRange: new PdfArray([PdfNumber.of(0), PdfNumber.of(WIDEST_OFFSET), PdfNumber.of(WIDEST_OFFSET), PdfNumber.of(WIDEST_OFFSET)]),
    Contents: PdfString.fromBytes(new Uint8Array(reserved)),
  });
}

function formOf(pdf: PDF, resolve: (ref: PdfRef) => PdfObject | null): PdfDict {
  const catalog = pdf.getCatalog();
  const form = catalog.getDict('AcroForm', resolve);
  if (form !== undefined) return form;
  const made = PdfDict.of({ Fields: new PdfArray([]) });
  catalog.set('AcroForm', pdf.register(made));
  return made;
}

function listIn(dict: PdfDict, key: string, resolve: (ref: PdfRef) => PdfObject | null): PdfArray {
  const list = dict.getArray(key, resolve);
  if (list !== undefined) return list;
  const made = new PdfArray([]);
  dict.set(key, made);
  return made;
}

/** Always in UTC, so that nobody has to know a zone: ISO 32000-1, §7.9.4. */
function pdfDate(instant: string): string {
  return `D:${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
}

import { open, readFile } from 'node:fs/promises';
import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef } from '@libpdf/core';
import type { Findings } from '#domain/documents/paper-inspector';
import type { RefusalReason } from '#domain/documents/refusal-reasons';
import type { PaperLimits } from '#domain/procedures/paper-limits';
import { findWords } from '#functions/adapters/paper-inspection/find-words';
import { pagedBytes } from '#functions/adapters/paper-inspection/paged-bytes';

/** Nobody writes objects nested so deep but to break a parser. */
const DEEPEST = 100;

/** Up to here a file is held whole while it is read, which is faster; above, a few pages of it are. */
const HELD_WHOLE_BYTES = 8 * 1024 ** 2;

const WORDS = ['%%EOF', '/JavaScript', '/S/Launch', '/S /Launch'] as const;
type Words = ReadonlyMap<(typeof WORDS)[number], number>;

/** Looks at every object of a PDF, those in object streams and those nobody refers to included. */
export async function inspectPdf(path: string, limits: PaperLimits, heldWholeBytes = HELD_WHOLE_BYTES): Promise<Findings> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const words = await findWords(file, WORDS);
    const inspect = (bytes: Uint8Array) => inspectBytes(bytes, { reasons: new Set(behindTheEnd(words, size, limits)), words, limits });
    if (size <= heldWholeBytes) return await inspect(await readFile(path));
    const paged = pagedBytes(file.fd, size);
    const findings = await inspect(paged.bytes);
    return paged.gaveUp() ? await inspect(await readFile(path)) : findings;
  } finally {
    await file.close();
  }
}

interface Inspected {
  readonly reasons: Set<RefusalReason>;
  readonly words: Words;
  readonly limits: PaperLimits;
}

async function inspectBytes(bytes: Uint8Array, { reasons, words, limits }: Inspected): Promise<Findings> {
  const pdf = await opened(bytes);
  if (pdf === undefined) return { reasons: [...reasons, 'broken'] };
  if (pdf.isEncrypted) return { reasons: [...reasons, 'pdf-encrypted'] };
  if (pdf.context.registry.nextObjectNumber > limits.maxPdfObjects) return { reasons: [...reasons, 'too-complex'] };
  for (const reason of hidden(words)) reasons.add(reason);
  if (!lookAtAll(pdf, reasons)) return { reasons: [...reasons, 'broken'] };
  const pages = pagesOf(pdf);
  if (pages === 0) reasons.add('broken');
  if (pages > limits.maxPages) reasons.add('too-many-pages');
  return { reasons: [...reasons], ...(pages > 0 && { pages }) };
}

/** Every object the tables name; false when one of them cannot be read. */
function lookAtAll(pdf: PDF, reasons: Set<RefusalReason>): boolean {
  try {
    for (let number = 1; number < pdf.context.registry.nextObjectNumber; number += 1) {
      look(pdf.getObject(PdfRef.of(number, 0)), { reasons, resolve: (ref) => pdf.getObject(ref), depth: 0 });
    }
    return true;
  } catch {
    return false;
  }
}

/** None where the tree of pages cannot be read. */
function pagesOf(pdf: PDF): number {
  try {
    return pdf.getPageCount();
  } catch {
    return 0;
  }
}

async function opened(bytes: Uint8Array): Promise<PDF | undefined> {
  try {
    // Strictly: where a reader has to guess at broken tables, another may guess otherwise and find what this one does not.
    return await PDF.load(bytes, { lenient: false });
  } catch {
    return undefined;
  }
}

function behindTheEnd(words: Words, sizeBytes: number, { maxTrailingBytes }: PaperLimits): RefusalReason[] {
  const end = words.get('%%EOF');
  if (end === undefined) return ['broken'];
  return sizeBytes - end - '%%EOF'.length > maxTrailingBytes ? ['polyglot'] : [];
}

/** Readers that mend a broken file find objects ours does not list: those that stand in plain words are enough to refuse. */
function hidden(words: Words): RefusalReason[] {
  return [...(words.has('/JavaScript') ? (['pdf-javascript'] as const) : []), ...(words.has('/S/Launch') || words.has('/S /Launch') ? (['pdf-launch'] as const) : [])];
}

interface Search {
  readonly reasons: Set<RefusalReason>;
  readonly resolve: (ref: PdfRef) => PdfObject | null;
  readonly depth: number;
}

function look(object: PdfObject | null, search: Search): void {
  if (search.depth > DEEPEST) {
    search.reasons.add('too-complex');
    return;
  }
  const deeper = { ...search, depth: search.depth + 1 };
  if (object instanceof PdfArray) for (const item of object) look(item, deeper);
  if (!(object instanceof PdfDict)) return;
  lookAtDictionary(object, search);
  for (const [, value] of object) look(value, deeper);
}

/** Names of entries that tell what a document carries, wherever they stand. */
const CARRIED: Readonly<Record<string, RefusalReason>> = { JS: 'pdf-javascript', JavaScript: 'pdf-javascript', XFA: 'pdf-xfa', EmbeddedFiles: 'pdf-attachment', EF: 'pdf-attachment', RichMediaContent: 'pdf-attachment', AA: 'pdf-acts' };

/** Kinds of action that do more than lead the reader somewhere. */
const ACTIONS: Readonly<Record<string, RefusalReason>> = { JavaScript: 'pdf-javascript', Launch: 'pdf-launch', SubmitForm: 'pdf-acts', ImportData: 'pdf-acts', Rendition: 'pdf-acts', GoToE: 'pdf-attachment' };

const EMBEDDED: readonly string[] = ['EmbeddedFile', 'FileAttachment'];

function lookAtDictionary(dictionary: PdfDict, { reasons, resolve }: Search): void {
  for (const [key] of dictionary) {
    const carried = Object.hasOwn(CARRIED, key.value) ? CARRIED[key.value] : undefined;
    if (carried !== undefined) reasons.add(carried);
  }
  const action = actionOf(dictionary, resolve);
  if (action !== undefined && Object.hasOwn(ACTIONS, action)) reasons.add(ACTIONS[action] ?? 'pdf-acts');
  if ([nameIn(dictionary, 'Type', resolve), nameIn(dictionary, 'Subtype', resolve)].some((name) => name !== undefined && EMBEDDED.includes(name))) reasons.add('pdf-attachment');
  if (actsWhenOpened(dictionary.get('OpenAction'), resolve)) reasons.add('pdf-acts');
}

function actionOf(dictionary: PdfDict, resolve: Search['resolve']): string | undefined {
  return nameIn(dictionary, 'S', resolve);
}

/** An entry may be a reference to a name: readers follow it, and so do we. */
function nameIn(dictionary: PdfDict, key: string, resolve: Search['resolve']): string | undefined {
  const value = followed(dictionary.get(key), resolve);
  return value instanceof PdfName ? value.value : undefined;
}

function followed(value: PdfObject | undefined, resolve: Search['resolve']): PdfObject | undefined {
  return value instanceof PdfRef ? (resolve(value) ?? undefined) : value;
}

/** To open at a page is no act; anything else is. */
function actsWhenOpened(value: PdfObject | undefined, resolve: Search['resolve']): boolean {
  const opening = followed(value, resolve);
  if (opening === undefined || opening instanceof PdfArray) return false;
  return !(opening instanceof PdfDict && nameIn(opening, 'S', resolve) === 'GoTo');
}

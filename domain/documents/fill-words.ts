import type { DocumentData, DocumentLanguage } from '#domain/documents/rendering';
import type { TemplateWords } from '#domain/documents/template';
import { DomainError } from '#domain/kernel/domain-error';

const PLACEHOLDER = /\{([^{}]*)\}/g;

export type DataValue = DocumentData[string];

/** Where words find their values: the data, and their language. */
export interface Wording {
  readonly language: DocumentLanguage;
  readonly data: DocumentData;
}

/** The words in one language, before anything is filled in. */
function wordsIn(words: TemplateWords, language: DocumentLanguage): string {
  return typeof words === 'string' ? words : words[language];
}

/** The names of values that words ask for, in their order. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** The value of a name; an empty text is no value. */
export function valueOf(data: DocumentData, name: string): DataValue {
  let found: DataValue = data;
  for (const part of name.split('.')) found = isData(found) ? found[part] : undefined;
  return found === '' ? undefined : found;
}

/**
 * Words with every value said, in Unicode NFC: the same name is the same letters whatever keyboard typed it (D15).
 * @throws DomainError `document-data-missing` naming the field
 */
export function fillWords(words: TemplateWords, { language, data }: Wording): string {
  return wordsIn(words, language)
    .replaceAll(PLACEHOLDER, (_whole, name: string) => saidOf(valueOf(data, name), name))
    .normalize('NFC');
}

/** Optional words. */
export function fillIfGiven(words: TemplateWords | undefined, wording: Wording): string | undefined {
  return words === undefined ? undefined : fillWords(words, wording);
}

/** The lines of a list or table; none when the value is missing. */
export function linesOf(data: DocumentData, name: string): DocumentData[] {
  const value = valueOf(data, name);
  if (!Array.isArray(value)) return [];
  return value.map((line: string | DocumentData, index) => ({ index: index + 1, ...(typeof line === 'string' ? { text: line } : line) }));
}

function saidOf(value: DataValue, name: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw missing(name);
}

function isData(value: DataValue): value is DocumentData {
  return typeof value === 'object' && !Array.isArray(value);
}

function missing(name: string): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'document-data-missing',
    mend: { vi: 'Văn bản thiếu thông tin ở các trường được nêu; hãy bổ sung rồi lập lại.', en: 'The document lacks what the named fields shall say; give it and make the document again.' },
    fields: [{ pointer: `/${name.replaceAll('.', '/')}`, problem: 'is missing' }],
  });
}

import { namesIn } from '#domain/documents/fill-words';
import type { OfferedValue, OfferedValues } from '#domain/documents/offered-values';
import type { DocumentTemplate, TemplateBlock, TemplateWords } from '#domain/documents/template';

/** One thing wrong with a template, in words for whoever wrote it. */
export interface TemplateFinding {
  /** JSON pointer of the block at fault. */
  readonly pointer: string;
  readonly code: 'unknown-value' | 'may-be-missing' | 'no-list' | 'answer-not-shown';
  readonly name: string;
}

interface Wanted {
  readonly pointer: string;
  readonly name: string;
  readonly values: OfferedValues;
  /** The value whose absence leaves the block out. */
  readonly guard?: string | undefined;
}

/** Placeholders that no data offers, and such as may be missing without an `onlyWith` that leaves their block out. */
export function lintTemplate(template: DocumentTemplate, offered: OfferedValues): TemplateFinding[] {
  const values: OfferedValues = new Map([...offered, ...template.asks.map(offeredAnswer)]);
  const footer = template.footer === undefined ? [] : wantedIn(template.footer, { pointer: '/footer', values });
  const blocks = template.blocks.map((block, index) => ({ block, pointer: `/blocks/${String(index)}` }));
  const wanted = [...footer, ...blocks.flatMap(({ block, pointer }) => wantedBy(block, { pointer, values }))];
  const shown = new Set(wanted.map(({ name }) => name));
  return [
    ...blocks.flatMap(({ block, pointer }) => lintLists(block, { pointer, values })),
    ...wanted.flatMap(lintWanted),
    ...template.asks.filter(({ name }) => !shown.has(`given.${name}`)).map(({ name }) => ({ pointer: '/asks', code: 'answer-not-shown' as const, name })),
  ];
}

type Place = Omit<Wanted, 'name'>;

function offeredAnswer({ name, required }: DocumentTemplate['asks'][number]): [string, OfferedValue] {
  return [`given.${name}`, { onlyWith: required ? undefined : `given.${name}` }];
}

function lintWanted({ pointer, name, values, guard }: Wanted): TemplateFinding[] {
  const value = values.get(name);
  if (value === undefined) return [{ pointer, code: 'unknown-value', name }];
  const isSure = value.onlyWith === undefined || guard === name || guard === value.onlyWith;
  return isSure ? [] : [{ pointer, code: 'may-be-missing', name }];
}

function lintLists(block: TemplateBlock, { pointer, values }: Place): TemplateFinding[] {
  const guard: TemplateFinding[] = 'onlyWith' in block && block.onlyWith !== undefined && !values.has(block.onlyWith) ? [{ pointer, code: 'unknown-value', name: block.onlyWith }] : [];
  if (!('of' in block)) return guard;
  return values.get(block.of)?.lines === undefined ? [...guard, { pointer, code: 'no-list', name: block.of }] : guard;
}

function wantedBy(block: TemplateBlock, place: Place): Wanted[] {
  const guarded = 'onlyWith' in block ? { ...place, guard: block.onlyWith } : place;
  const ofLines = 'of' in block ? { ...place, values: place.values.get(block.of)?.lines ?? new Map() } : place;
  const here = (words: readonly (TemplateWords | undefined)[], at: Place = guarded) => words.flatMap((each) => (each === undefined ? [] : wantedIn(each, at)));
  switch (block.kind) {
    case 'letterhead':
      return [...here([block.nation, block.motto, block.agency, block.number, block.placeAndDate]), ...here([block.superior?.text], { ...place, guard: block.superior?.onlyWith })];
    case 'title':
      return here([block.text, block.subtitle]);
    case 'text':
      return here([block.text]);
    case 'field':
      return here([block.label, block.value]);
    case 'list':
      return here([block.item], ofLines);
    case 'table':
      return [...here([block.whenEmpty, ...block.columns.map(({ header }) => header)]), ...here(block.columns.map(({ value }) => value), ofLines)];
    case 'qr':
      return here([block.alt, block.caption]);
    case 'signatures':
      return block.columns.flatMap(({ title, hint, lines }) => here([title, hint, ...lines]));
  }
}

function wantedIn(words: TemplateWords, place: Place): Wanted[] {
  const texts = typeof words === 'string' ? [words] : [words.vi, words.en];
  return [...new Set(texts.flatMap(namesIn))].map((name) => ({ ...place, name }));
}

import type { FilledBlock, FilledDocument } from '#domain/documents/filled-document';
import { fillIfGiven, fillWords, linesOf, valueOf, type Wording } from '#domain/documents/fill-words';
import type { RenderOrder } from '#domain/documents/rendering';
import type { DocumentTemplate, TemplateBlock } from '#domain/documents/template';

const SAMPLE_MARK = { vi: 'BẢN XEM THỬ', en: 'SAMPLE' };

type Filling = Pick<RenderOrder, 'language' | 'data' | 'qr' | 'sample'>;

/**
 * A template with every value said.
 * @throws DomainError `document-data-missing` naming the first field that no `onlyWith` excuses
 */
export function fillTemplate(template: DocumentTemplate, filling: Filling): FilledDocument {
  const { language } = filling;
  return {
    title: template.name[language].normalize('NFC'),
    page: template.page,
    footer: fillIfGiven(template.footer, filling),
    sampleMark: filling.sample === true ? SAMPLE_MARK[language].normalize('NFC') : undefined,
    blocks: template.blocks.filter((block) => isShown(block, filling)).map((block) => fillBlock(block, filling)),
  };
}

function isShown(block: TemplateBlock, { data, qr }: Filling): boolean {
  if (block.kind === 'qr') return qr !== undefined;
  return !('onlyWith' in block) || block.onlyWith === undefined || isSaid(valueOf(data, block.onlyWith));
}

function isSaid(value: ReturnType<typeof valueOf>): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function fillBlock(block: TemplateBlock, filling: Filling): FilledBlock {
  switch (block.kind) {
    case 'letterhead':
      return fillLetterhead(block, filling);
    case 'title':
      return { kind: 'title', text: fillWords(block.text, filling), subtitle: fillIfGiven(block.subtitle, filling) };
    case 'text':
      return { kind: 'text', text: fillWords(block.text, filling), align: block.align, style: block.style };
    case 'field':
      return { kind: 'field', label: fillWords(block.label, filling), value: fillWords(block.value, filling) };
    case 'list':
      return { kind: 'list', numbered: block.numbered, items: linesOf(filling.data, block.of).map((data) => fillWords(block.item, { ...filling, data })) };
    case 'table':
      return fillTable(block, filling);
    case 'qr':
      return { ...block, text: filling.qr ?? '', alt: fillWords(block.alt, filling), caption: fillIfGiven(block.caption, filling) };
    case 'signatures':
      return { ...block, columns: block.columns.map((column) => fillColumn(column, filling)) };
  }
}

type BlockOf<Kind extends TemplateBlock['kind']> = Extract<TemplateBlock, { kind: Kind }>;

function fillLetterhead(block: BlockOf<'letterhead'>, wording: Wording): FilledBlock {
  const { superior } = block;
  const showsSuperior = superior !== undefined && (superior.onlyWith === undefined || isSaid(valueOf(wording.data, superior.onlyWith)));
  return {
    kind: 'letterhead',
    nation: fillWords(block.nation, wording),
    motto: fillWords(block.motto, wording),
    superior: showsSuperior ? fillWords(superior.text, wording) : undefined,
    agency: fillWords(block.agency, wording),
    number: fillIfGiven(block.number, wording),
    placeAndDate: fillWords(block.placeAndDate, wording),
  };
}

function fillTable(block: BlockOf<'table'>, wording: Wording): FilledBlock {
  return {
    kind: 'table',
    columns: block.columns.map(({ header, width, align }) => ({ header: fillWords(header, wording), width, align })),
    rows: linesOf(wording.data, block.of).map((data) => block.columns.map(({ value }) => fillIfGiven(value, { ...wording, data }) ?? '')),
    whenEmpty: fillWords(block.whenEmpty, wording),
    fontPoints: block.fontPoints,
  };
}

function fillColumn(column: BlockOf<'signatures'>['columns'][number], wording: Wording) {
  return {
    capacity: column.capacity,
    sealed: column.sealed,
    title: fillIfGiven(column.title, wording),
    hint: fillIfGiven(column.hint, wording),
    lines: column.lines.map((line) => fillWords(line, wording)),
  };
}

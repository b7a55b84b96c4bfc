import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface StructureNode {
  readonly role: string;
  readonly alt?: string;
  readonly children?: readonly unknown[];
}

export interface ReadPdf {
  readonly pages: readonly string[];
  /** The words of all pages, with single blanks between them. */
  readonly words: string;
  /** The roles of the tree in reading order, e.g. `Document`, `H1`, `P`. */
  readonly roles: readonly string[];
  readonly alternatives: readonly string[];
  readonly title: unknown;
  readonly language: string | undefined;
  readonly isTagged: boolean;
}

/** What an independent reader (pdf.js) finds in a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, disableFontFace: true });
  const pdf = await loading.promise;
  const pages: string[] = [];
  const roles: string[] = [];
  const alternatives: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    walk(await page.getStructTree(), (node) => {
      roles.push(node.role);
      if (node.alt !== undefined) alternatives.push(node.alt);
    });
  }
  const [{ info }, mark] = await Promise.all([pdf.getMetadata(), pdf.getMarkInfo()]);
  const read = { pages, roles, alternatives, words: pages.join(' ').replaceAll(/\s+/g, ' ').trim(), title: valueIn(info, 'Title'), language: textIn(info, 'Language'), isTagged: mark?.Marked === true };
  await loading.destroy();
  return read;
}

function walk(node: unknown, visit: (node: StructureNode) => void): void {
  if (!isNode(node)) return;
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
}

function isNode(value: unknown): value is StructureNode {
  return typeof value === 'object' && value !== null && 'role' in value;
}

function valueIn(holder: object, name: string): unknown {
  return new Map<string, unknown>(Object.entries(holder)).get(name);
}

function textIn(holder: object, name: string): string | undefined {
  const value = valueIn(holder, name);
  return typeof value === 'string' ? value : undefined;
}

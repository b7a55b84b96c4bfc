import { documentTemplate, type DocumentTemplate } from '#domain/documents/template';
import { DomainError } from '#domain/kernel/domain-error';
import receiptV1 from './templates/receipt/v1.json' with { type: 'json' };

/** Every version of every template; a document made by one can be made again as long as its file stays here. */
const files: readonly unknown[] = [receiptV1];

const known: ReadonlyMap<string, DocumentTemplate> = new Map(files.map((file) => documentTemplate.parse(file)).map((template) => [nameOf(template), template]));

/** All templates, in the order of their files. */
export const documentTemplates: readonly DocumentTemplate[] = [...known.values()];

/** @throws DomainError `document-template-unknown` */
export function findTemplate(wanted: { readonly id: string; readonly version: number }): DocumentTemplate {
  const found = known.get(nameOf(wanted));
  if (found === undefined) throw unknownTemplate();
  return found;
}

/** Whether there is such a version of such a template. */
export function isKnownTemplate(wanted: { readonly id: string; readonly version: number }): boolean {
  return known.has(nameOf(wanted));
}

function nameOf({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id}/v${String(version)}`;
}

function unknownTemplate(): DomainError {
  return new DomainError({
    kind: 'not-found',
    code: 'document-template-unknown',
    mend: { vi: 'Không có mẫu văn bản này, hoặc không có phiên bản này của mẫu.', en: 'There is no such document template, or no such version of it.' },
  });
}

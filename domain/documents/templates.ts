import { documentTemplate, type DocumentTemplate } from '#domain/documents/template';
import { DomainError } from '#domain/kernel/domain-error';
import apologyV1 from './templates/apology/v1.json' with { type: 'json' };
import birthCertificateExtractV1 from './templates/birth-certificate-extract/v1.json' with { type: 'json' };
import constructionPermitV1 from './templates/construction-permit/v1.json' with { type: 'json' };
import controlSheetV1 from './templates/control-sheet/v1.json' with { type: 'json' };
import deathExtractV1 from './templates/death-extract/v1.json' with { type: 'json' };
import householdBusinessCertificateV1 from './templates/household-business-certificate/v1.json' with { type: 'json' };
import karaokeLicenceV1 from './templates/karaoke-licence/v1.json' with { type: 'json' };
import landChangeConfirmationV1 from './templates/land-change-confirmation/v1.json' with { type: 'json' };
import receiptV1 from './templates/receipt/v1.json' with { type: 'json' };
import refusalV1 from './templates/refusal/v1.json' with { type: 'json' };
import registerV1 from './templates/register/v1.json' with { type: 'json' };
import residenceNoticeV1 from './templates/residence-notice/v1.json' with { type: 'json' };
import stopNoticeV1 from './templates/stop-notice/v1.json' with { type: 'json' };
import supplementRequestV1 from './templates/supplement-request/v1.json' with { type: 'json' };
import workPermitV1 from './templates/work-permit/v1.json' with { type: 'json' };

/** Every version of every template; a document made by one can be made again as long as its file stays here. */
const files: readonly unknown[] = [
  apologyV1,
  birthCertificateExtractV1,
  constructionPermitV1,
  controlSheetV1,
  deathExtractV1,
  householdBusinessCertificateV1,
  karaokeLicenceV1,
  landChangeConfirmationV1,
  receiptV1,
  refusalV1,
  registerV1,
  residenceNoticeV1,
  stopNoticeV1,
  supplementRequestV1,
  workPermitV1,
];

const known: ReadonlyMap<string, DocumentTemplate> = new Map(files.map((file) => documentTemplate.parse(file)).map((template) => [nameOf(template), template]));

/** All templates, in the order of their files. */
export const documentTemplates: readonly DocumentTemplate[] = [...known.values()];

/** @throws DomainError `document-template-unknown` */
export function findTemplate(wanted: { readonly id: string; readonly version: number }): DocumentTemplate {
  const found = known.get(nameOf(wanted));
  if (found === undefined) throw unknownTemplate();
  return found;
}

/**
 * The version of a template that is in force on a Vietnamese day: what happened then is told by it for ever.
 * @throws DomainError `document-template-unknown`
 */
export function templateInForce(id: string, day: string): DocumentTemplate {
  const versions = documentTemplates.filter((template) => template.id === id).toSorted((one, other) => one.version - other.version);
  const found = versions.findLast(({ from }) => from <= day) ?? versions[0];
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

/** There is no such template. */
export function unknownTemplate(): DomainError {
  return new DomainError({
    kind: 'not-found',
    code: 'document-template-unknown',
    mend: { vi: 'Không có mẫu văn bản này, hoặc không có phiên bản này của mẫu.', en: 'There is no such document template, or no such version of it.' },
  });
}

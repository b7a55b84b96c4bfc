import type { PortalRecord } from '#domain/national-portal/fill-record';
import type { RecordWire } from '#domain/national-portal/wire-file';

const HIDDEN = '***';
/** Telephone and identity numbers, however somebody groups them; a dossier's code is none. */
const LONG_NUMBER = /(?<![\w.-])\d(?:[ .-]?\d){8,}(?![\w-])/g;

interface NamedField {
  readonly name: string;
  readonly personal: boolean;
  readonly items?: readonly NamedField[] | undefined;
}

/**
 * A text of the portal's without what the record told it of a person, nor any other long number: its messages name the
 * dossier's owner, and they are kept with the delivery, where no personal data may be.
 */
export function hidePersonal(text: string, record: PortalRecord, { fields }: Pick<RecordWire, 'fields'>): string {
  const hidden = personalTexts(fields, record).reduce((each, personal) => each.replaceAll(exactly(personal), HIDDEN), text.normalize('NFC'));
  return hidden.replaceAll(LONG_NUMBER, HIDDEN);
}

function personalTexts(fields: readonly NamedField[], record: PortalRecord): string[] {
  return fields.flatMap(({ name, personal, items }) => {
    const value = record[name];
    if (value === undefined || value === '') return [];
    if (typeof value === 'string') return personal ? [value] : [];
    return value.flatMap((each) => personalTexts(items ?? [], each));
  });
}

function exactly(text: string): RegExp {
  return new RegExp(text.normalize('NFC').replaceAll(/[$()*+./?[\\\]^{|}-]/g, String.raw`\$&`), 'gi');
}

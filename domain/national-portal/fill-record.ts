import type { PlainField, RecordWire, WireField } from '#domain/national-portal/wire-file';
import { portalTime, shortened } from '#domain/national-portal/portal-text';

/** One of our values by its name; undefined while it is not known. Instants are those of the record. */
export type PortalValue = string | number | boolean | undefined | readonly PortalValues[];
export interface PortalValues {
  readonly [name: string]: PortalValue;
}

export type PortalField = string | readonly PortalRecord[];
/** A record as it goes out: every value is text, as the portal's own clients send it. */
export interface PortalRecord {
  readonly [field: string]: PortalField;
}

/** The record cannot be made as the wire file wants it. Names fields, never what is in them. */
export class PortalRecordUnfit extends Error {
  readonly field: string;

  constructor(field: string, why: string) {
    super(`${field}: ${why}`);
    this.name = 'PortalRecordUnfit';
    this.field = field;
  }
}

type Field = WireField | PlainField | Extract<WireField, { format: 'list' }>['items'][number];

/**
 * Fills a record field by field from our named values, in the order of the file.
 * @throws PortalRecordUnfit when a field that must not be empty has no value, a word has no code, or a code is too long
 */
export function fillRecord({ fields }: Pick<RecordWire, 'fields'>, values: PortalValues): PortalRecord {
  return fillFields(fields, values);
}

function fillFields(fields: readonly Field[], values: PortalValues): PortalRecord {
  return Object.fromEntries(
    fields.flatMap((field): [string, PortalField][] => {
      const filled = valueOf(field, values);
      return filled === undefined ? whileUnknown(field) : [[field.name, filled]];
    }),
  );
}

function whileUnknown({ name, unknown }: Field): [string, PortalField][] {
  switch (unknown) {
    case 'omit':
      return [];
    case 'empty':
      return [[name, '']];
    case 'refuse':
      throw new PortalRecordUnfit(name, 'has no value, and the portal takes no message without it');
  }
}

function valueOf(field: Field, values: PortalValues): PortalField | undefined {
  if (field.from === null) return undefined;
  if (!Object.hasOwn(values, field.from)) throw new PortalRecordUnfit(field.name, `there is no value called ${field.from}`);
  const value = values[field.from];
  if (value === undefined || value === '') return undefined;
  if (field.format === 'list') return listOf(field, value);
  if (typeof value === 'object') throw new PortalRecordUnfit(field.name, 'is a list where the file wants one value');
  return plainValue(field, value);
}

function listOf(field: Extract<Field, { format: 'list' }>, value: PortalValue): PortalField | undefined {
  if (typeof value !== 'object') throw new PortalRecordUnfit(field.name, 'is one value where the file wants a list');
  return value.length === 0 ? undefined : value.map((each) => fillFields(field.items, each));
}

function plainValue(field: PlainField, value: string | number | boolean): string {
  switch (field.format) {
    case 'text':
      return textOf(field, String(value));
    case 'time':
      return portalTime(String(value));
    case 'number':
      return String(value);
    case 'flag':
      return value === true ? '1' : '0';
    case 'code':
      return codeOf(field, String(value));
  }
}

function textOf({ name, maxLength, cut }: Extract<PlainField, { format: 'text' }>, text: string): string {
  if (maxLength === undefined) return text.normalize('NFC');
  if (!cut && text.normalize('NFC').length > maxLength) throw new PortalRecordUnfit(name, `is longer than ${String(maxLength)} and must not be cut`);
  return shortened(text, maxLength);
}

function codeOf({ name, codes }: Extract<PlainField, { format: 'code' }>, word: string): string {
  const code = Object.hasOwn(codes, word) ? codes[word] : undefined;
  if (code === undefined) throw new PortalRecordUnfit(name, `the file knows no code for ${word}`);
  return code;
}

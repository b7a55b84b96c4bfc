import * as z from 'zod';

type Shaped = z.ZodObject<z.core.$ZodShape>;

/** What a template may say of one value. */
export interface OfferedValue {
  /** The value may be missing, but not when the value of this name is there; absent when it is never missing. */
  readonly onlyWith?: string | undefined;
  /** The names within each line of a list; of a list of plain texts the one name is `text`. */
  readonly lines?: OfferedValues;
}

export type OfferedValues = ReadonlyMap<string, OfferedValue>;

/** The names of all values that data of a schema offers to a template, e.g. `applicant.fullName`. */
export function offeredValues(schema: Shaped): OfferedValues {
  return new Map(Object.entries(schema.shape).flatMap(([name, part]) => namesOf(name, part)));
}

function namesOf(name: string, part: z.core.$ZodType, onlyWith?: string): [string, OfferedValue][] {
  if (part instanceof z.ZodOptional || part instanceof z.ZodExactOptional) return namesOf(name, part.unwrap(), name);
  if (part instanceof z.ZodObject) return [[name, { onlyWith }], ...namesWithin(name, part, onlyWith)];
  if (part instanceof z.ZodArray) return [[name, { onlyWith, lines: linesOf(part.element) }]];
  return [[name, { onlyWith }]];
}

function namesWithin(name: string, { shape }: Shaped, onlyWith?: string): [string, OfferedValue][] {
  return Object.entries(shape).flatMap(([inner, part]) => namesOf(`${name}.${inner}`, part, onlyWith));
}

function linesOf(element: z.core.$ZodType): OfferedValues {
  return new Map<string, OfferedValue>([['index', {}], ...(element instanceof z.ZodObject ? offeredValues(element) : new Map([['text', {}]]))]);
}

import * as z from 'zod';
import { fact, type Fact } from '#domain/figures/fact';

const lines = z.array(z.tuple([z.string()], z.unknown()));

/** The fields of each kind of fact, in the order they are written in; what is added to a kind goes to its end. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  fact.options.map(({ shape }) => [shape.what.value, Object.keys(shape).filter((field) => field !== 'what')]),
);

/** Facts as text: their values without the fields' names, half as long, since a dossier's item is paid for by the kilobyte. */
export function factsToText(facts: readonly Fact[]): string {
  return JSON.stringify(
    facts.map((each) => {
      const values = new Map<string, unknown>(Object.entries(each));
      return [each.what, ...fieldsOf(each.what).map((field) => values.get(field) ?? null)];
    }),
  );
}

/** @throws ZodError when the text holds no facts */
export function factsFromText(text: string): Fact[] {
  return lines.parse(JSON.parse(text)).map(([what, ...values]) => {
    const present = fieldsOf(what).flatMap((field, index) => (values[index] === null || values[index] === undefined ? [] : [[field, values[index]] as const]));
    return fact.parse({ what, ...Object.fromEntries(present) });
  });
}

function fieldsOf(what: string): readonly string[] {
  return FIELDS.get(what) ?? [];
}

import { z } from 'zod';
import { shippedProcedures } from '#local/seed/seed-province';

const named = z.looseObject({ code: z.string() });

/** A shipped procedure as JSON with some of its top-level fields changed, to be published under another code. */
export function shippedProcedure(code: string, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found = shippedProcedures().map((each) => named.parse(each)).find((each) => each.code === code);
  if (found === undefined) throw new Error(`No procedure ${code} is shipped`);
  return { ...found, ...changes };
}

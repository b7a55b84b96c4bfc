import * as z from 'zod';

const cursor = z.string().max(1000).meta({ description: 'Opaque: the `cursor` of the page before, of the same list.' });

/** One page of a list: at most 100 rows, and an opaque cursor from the page before. */
export const pageQuery = z
  .object({
    limit: z.coerce.number().int().min(1).max(100).default(25).meta({ description: 'How many rows a page has at most.' }),
    cursor: cursor.optional(),
  })
  .strict();

/** The answer to it. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row).max(100), cursor: cursor.optional().meta({ description: 'Where the next page begins; absent on the last one.' }) }).strict();
}

import * as z from 'zod';

/** One page of a list: at most 100 rows, and an opaque cursor from the page before. */
export const pageQuery = z
  .object({
    limit: z.coerce.number().int().min(1).max(100).default(25),
    cursor: z.string().max(1000).optional(),
  })
  .strict();

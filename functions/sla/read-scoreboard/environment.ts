import * as z from 'zod';

export const environmentSchema = z.object({
  FIGURES_TABLE: z.string().min(1),
  /** The province or ministry of this cell, for whoever belongs to no agency. */
  PLACE_CODE: z.string().min(1),
});

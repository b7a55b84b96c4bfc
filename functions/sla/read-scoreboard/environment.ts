import * as z from 'zod';

export const environmentSchema = z.object({
  FIGURES_TABLE: z.string().min(1),
});

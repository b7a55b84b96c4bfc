import * as z from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  FIGURES_TABLE: z.string().min(1),
  LOG_TABLE: z.string().min(1),
});

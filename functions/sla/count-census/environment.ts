import * as z from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  FIGURES_TABLE: z.string().min(1),
  REBUILD_QUEUE_URL: z.url(),
});

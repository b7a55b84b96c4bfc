import * as z from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  QUARANTINE_BUCKET: z.string().min(1),
  VAULT_BUCKET: z.string().min(1),
});

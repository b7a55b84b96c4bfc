import * as z from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  REGISTER_TABLE: z.string().min(1),
  VAULT_BUCKET: z.string().min(1),
});

import * as z from 'zod';

export const environmentSchema = z.object({
  VAULT_BUCKET: z.string().min(1),
  TRUSTED_ROOTS_KEY: z.string().min(1),
});

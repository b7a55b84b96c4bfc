import * as z from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  REGISTER_TABLE: z.string().min(1),
  VAULT_BUCKET: z.string().min(1),
  /** `none` where the deployment has no timestamp authority. */
  TIMESTAMP_AUTHORITY_URL: z.union([z.literal('none'), z.url()]),
  WITHOUT_TIMESTAMP: z.enum(['sign-without', 'refuse']),
});

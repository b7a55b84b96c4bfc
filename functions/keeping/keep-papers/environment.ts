import * as z from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  REGISTER_TABLE: z.string().min(1),
  VAULT_BUCKET: z.string().min(1),
  BUNDLE_LOCK: z.enum(['GOVERNANCE', 'COMPLIANCE']),
  /** How long papers of an ended dossier are still to be had one by one. */
  SINGLES_GRACE_DAYS: z.coerce.number().int().positive(),
});

import * as z from 'zod';

export const environmentSchema = z.object({
  LOG_TABLE: z.string().min(1),
  VAULT_BUCKET: z.string().min(1),
  STATEMENT_KEY_ID: z.string().min(1),
  /** The province or ministry the cell serves. */
  PLACE_CODE: z.string().min(1),
  /** Where timestamps are asked for, or `none`. */
  TSA_URL: z.union([z.url(), z.literal('none')]),
});

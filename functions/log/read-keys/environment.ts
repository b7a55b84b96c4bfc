import * as z from 'zod';

export const environmentSchema = z.object({
  LOG_TABLE: z.string().min(1),
  STATEMENT_KEY_ID: z.string().min(1),
});

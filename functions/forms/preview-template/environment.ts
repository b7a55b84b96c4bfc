import * as z from 'zod';

export const environmentSchema = z.object({
  REGISTER_TABLE: z.string().min(1),
});

import * as z from 'zod';

export const environmentSchema = z.object({
  FEED_TABLE: z.string().min(1),
});

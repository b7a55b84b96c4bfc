import * as z from 'zod';

export const environmentSchema = z.object({
  REGISTER_TABLE: z.string().min(1),
  FEED_TABLE: z.string().min(1),
  WEBHOOK_WAKE_QUEUE_URL: z.url(),
  PORTAL_WAKE_QUEUE_URL: z.url().optional(),
});

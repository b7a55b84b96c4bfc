import * as z from 'zod';

export const environmentSchema = z.object({
  FEED_TABLE: z.string().min(1),
  WEBHOOK_WAKE_QUEUE_URL: z.url(),
  /** Set when the cell tells the national portal. */
  PORTAL_WAKE_QUEUE_URL: z.url().optional(),
});

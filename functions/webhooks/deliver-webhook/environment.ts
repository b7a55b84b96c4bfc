import * as z from 'zod';

export const environmentSchema = z.object({
  REGISTER_TABLE: z.string().min(1),
  FEED_TABLE: z.string().min(1),
  WAKE_QUEUE_URL: z.url(),
  PATIENT_QUEUE_URL: z.url(),
  /** The key that endpoints' secrets are sealed with. */
  SECRET_KEY_ID: z.string().min(1),
  /** Set for the local cell only, whose agencies live on this very machine. */
  WEBHOOK_ALLOW_LOOPBACK: z.enum(['true', 'false']).optional(),
});

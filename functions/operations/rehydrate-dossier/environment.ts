import * as z from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  REGISTER_TABLE: z.string().min(1),
  FEED_TABLE: z.string().min(1),
  WEBHOOK_WAKE_QUEUE_URL: z.url(),
  PORTAL_WAKE_QUEUE_URL: z.url().optional(),
  LIFECYCLE_MACHINE_ARN: z.string().min(1),
  CONSULTATION_MACHINE_ARN: z.string().min(1),
  KEEPING_QUEUE_URL: z.url(),
  SCAN_QUEUE_URL: z.url(),
  SIGNING_MACHINE_ARN: z.string().min(1),
});

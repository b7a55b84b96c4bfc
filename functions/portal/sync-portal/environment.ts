import * as z from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  REGISTER_TABLE: z.string().min(1),
  FEED_TABLE: z.string().min(1),
  WAKE_QUEUE_URL: z.url(),
  PATIENT_QUEUE_URL: z.url(),
  SECRET_KEY_ID: z.string().min(1),
  PORTAL_WIRE: z.string().min(1),
  PORTAL_UNIT: z.string().min(1),
  PORTAL_DESTINATION: z.string().min(1),
  WEBHOOK_ALLOW_LOOPBACK: z.enum(['true', 'false']).optional(),
});

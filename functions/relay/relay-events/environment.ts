import * as z from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  REGISTER_TABLE: z.string().min(1),
  WEBHOOK_QUEUE_URL: z.url(),
  LIFECYCLE_MACHINE_ARN: z.string().min(1),
  CONSULTATION_MACHINE_ARN: z.string().min(1),
});

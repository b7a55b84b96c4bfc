import { z } from 'zod';

export const environmentSchema = z.object({
  DOSSIER_TABLE: z.string().min(1),
  REGISTER_TABLE: z.string().min(1),
  LIFECYCLE_MACHINE_ARN: z.string().min(1),
  CONSULTATION_MACHINE_ARN: z.string().min(1),
});

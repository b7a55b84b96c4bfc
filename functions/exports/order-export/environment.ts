import * as z from 'zod';

export const environmentSchema = z.object({
  REGISTER_TABLE: z.string().min(1),
  EXPORT_MACHINE_ARN: z.string().min(1),
});

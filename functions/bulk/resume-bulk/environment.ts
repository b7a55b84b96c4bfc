import * as z from 'zod';

export const environmentSchema = z.object({
  REGISTER_TABLE: z.string().min(1),
  TRANSFER_BUCKET: z.string().min(1),
  BULK_MACHINE_ARN: z.string().min(1),
});

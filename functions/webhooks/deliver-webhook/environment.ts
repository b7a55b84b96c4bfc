import * as z from 'zod';

export const environmentSchema = z.object({
  REGISTER_TABLE: z.string().min(1),
  /** Set for the local cell only, whose agencies live on this very machine. */
  WEBHOOK_ALLOW_LOOPBACK: z.enum(['true', 'false']).optional(),
});

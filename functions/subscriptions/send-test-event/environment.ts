import * as z from 'zod';

export const environmentSchema = z.object({
  REGISTER_TABLE: z.string().min(1),
  /** The key that endpoints' secrets are sealed with. */
  SECRET_KEY_ID: z.string().min(1),
  /** Only the local stage sets it: its agencies listen on the machine itself. */
  WEBHOOK_ALLOW_LOOPBACK: z.enum(['true', 'false']).optional(),
});

import * as z from 'zod';
import { channel } from '#domain/notifications/subscription';

/** "Look whether there is anything to deliver": a hint. What is to be delivered lies in the feed. */
export const wake = z
  .object({ subscriptionId: z.string().min(1), partition: z.number().int().nonnegative(), channel })
  .strict();
export type Wake = z.infer<typeof wake>;

/** SQS holds a message back for a quarter of an hour at most. */
export const LONGEST_DELAY_SECONDS = 900;

export interface WakeQueue {
  /**
   * Fair: one subscription's wakes never stand before another's.
   * @param delaySeconds at most LONGEST_DELAY_SECONDS. @default at once
   * @throws when not every wake was taken; the caller sends all again
   */
  send(wakes: readonly Wake[], delaySeconds?: number): Promise<void>;
}

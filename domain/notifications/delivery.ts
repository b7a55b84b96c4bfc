import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';

/** One try, as its subscriber may see it: what was sent is the event itself, what came back is cut and never a secret of ours. */
export const deliveryTry = z.object({
  at: isoInstant,
  outcome: z.enum(['delivered', 'refused', 'no-answer', 'throttled', 'gone', 'not-sent']),
  status: z.number().int().optional(),
  latencyMilliseconds: z.number().int().nonnegative(),
  /** The first characters of the answer. */
  answer: z.string().max(500).optional(),
  /** Why nothing was sent: the address is none we call, or the secret cannot be used. */
  reason: z.string().max(100).optional(),
});
export type DeliveryTry = z.infer<typeof deliveryTry>;

/** `waiting`: will be tried (again). `failed`: will not, until somebody asks for a replay. */
const deliveryState = z.enum(['waiting', 'delivered', 'failed']);
export type DeliveryState = z.infer<typeof deliveryState>;

/** Of a long history of tries the last ones are kept. */
export const TRIES_KEPT = 12;

export const delivery = z.object({
  subscriptionId: z.string(),
  partition: z.number().int().nonnegative(),
  position: z.number().int().positive(),
  eventId: z.string().max(300),
  eventType: z.string().max(100),
  /** When the event happened. */
  eventTime: isoInstant,
  /** Within what the order is kept (`laneOf`): the dossier's id, or the subject of a notice. */
  lane: z.string(),
  /** Absent for a notice about the subscription itself. */
  dossierId: z.string().max(80).optional(),
  state: deliveryState,
  /** All tries so far; of a long history the last ones. */
  triesCount: z.number().int().nonnegative(),
  tries: z.array(deliveryTry).max(TRIES_KEPT),
  /** Tries of this round that the schedule counts; a probe of an endpoint known to be dead is not one. */
  triesInRound: z.number().int().nonnegative(),
  firstTriedAt: isoInstant.optional(),
  /** Of a waiting one; absent while it waits behind an earlier event of its dossier. */
  nextTryAt: isoInstant.optional(),
  failedAt: isoInstant.optional(),
  /** 1, and one more for every replay asked for. */
  round: z.number().int().positive(),
});
export type Delivery = z.infer<typeof delivery>;

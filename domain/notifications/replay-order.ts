import * as z from 'zod';
import { deliveryIdText } from '#domain/notifications/delivery-view';

const instant = z.iso.datetime({ offset: true }).max(40);
const cursor = z.string().max(200);

const range = z
  .object({
    /** Events that happened at this instant or later; or all after a cursor of the pull feed. */
    from: instant.optional(),
    after: cursor.optional(),
    /** Up to and with this instant, or this cursor. @default the newest */
    to: instant.optional(),
    until: cursor.optional(),
  })
  .strict()
  .refine(({ from, after }) => (from === undefined) !== (after === undefined), 'give either from or after')
  .refine(({ to, until }) => to === undefined || until === undefined, 'give to or until, not both');

/** What a subscriber asks to be sent again. */
export const replayOrder = z
  .object({
    deliveries: z.array(deliveryIdText).min(1).max(100).optional(),
    range: range.optional(),
    allFailed: z.literal(true).optional(),
  })
  .strict()
  .refine((order) => Object.values(order).filter((part) => part !== undefined).length === 1, 'give one of deliveries, range and allFailed');
export type ReplayOrder = z.infer<typeof replayOrder>;

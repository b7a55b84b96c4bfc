import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import { deliveryTry } from '#domain/notifications/delivery';
import type { LineState } from '#domain/notifications/delivery-store';
import { subscription, type Subscription } from '#domain/notifications/subscription';

/** How it goes with the deliveries of a subscription. */
const subscriptionHealth = z
  .object({
    /** `open`: the endpoint failed so often that it is only asked now and then whether it is back. */
    breaker: z.enum(['closed', 'open']),
    failingSince: isoInstant.optional(),
    nextProbeAt: isoInstant.optional(),
    /** Until when the endpoint asked to be left alone. */
    heldUntil: isoInstant.optional(),
    /** Some deliveries will be tried again. */
    hasWaiting: z.boolean(),
    /** Some deliveries were given up and wait for a replay. */
    hasFailed: z.boolean(),
    /** Events of the feed that were not looked at yet, whether the filter lets them through or not. */
    behind: z.number().int().nonnegative(),
    /** Replays that were asked for and are not done yet. */
    replaysWaiting: z.number().int().nonnegative(),
  })
  .strict()
  .meta({ id: 'SubscriptionHealth' });
export type SubscriptionHealth = z.infer<typeof subscriptionHealth>;

/** A subscription as its subscriber sees it; its secrets are nowhere in it. */
export const subscriptionView = subscription.strict().meta({ id: 'Subscription' });

/** The same with what the call itself brought about. */
export const testedSubscription = subscriptionView.extend({ testEvent: deliveryTry.strict().optional() }).meta({ id: 'TestedSubscription' });
export const subscriptionWithSecret = testedSubscription.extend({ secret: z.string().max(200).optional() }).meta({ id: 'SubscriptionWithSecret' });
export const healthySubscription = subscriptionView.extend({ health: subscriptionHealth }).meta({ id: 'SubscriptionWithHealth' });

/** What stands of a line beyond its own state. */
export interface LineStanding {
  readonly line: LineState;
  /** The last position of the feed it works through. */
  readonly end: number;
  readonly hasWaiting: boolean;
  readonly hasFailed: boolean;
}

/** The standing of all lines in one: the worst word, the oldest trouble, the next probe, all that is left to look at. */
export function healthOf(standings: readonly LineStanding[]): SubscriptionHealth {
  const breakers = standings.map(({ line }) => line.progress.breaker);
  const failingSince = earliest(breakers.map((each) => each.failingSince));
  const nextProbeAt = earliest(breakers.map((each) => each.probeAt));
  const heldUntil = earliest(standings.map(({ line }) => line.progress.heldUntil));
  return {
    breaker: nextProbeAt === undefined ? 'closed' : 'open',
    ...(failingSince !== undefined && { failingSince }),
    ...(nextProbeAt !== undefined && { nextProbeAt }),
    ...(heldUntil !== undefined && { heldUntil }),
    hasWaiting: standings.some(({ hasWaiting }) => hasWaiting),
    hasFailed: standings.some(({ hasFailed }) => hasFailed),
    behind: standings.reduce((sum, { line, end }) => sum + Math.max(0, end - line.progress.cursor), 0),
    replaysWaiting: standings.reduce((sum, { line }) => sum + line.replays.length, 0),
  };
}

export function viewSubscription(shown: Subscription): z.infer<typeof subscriptionView> {
  return subscriptionView.parse(shown);
}

function earliest(instants: readonly (string | undefined)[]): string | undefined {
  return instants.filter((instant) => instant !== undefined).toSorted()[0];
}

import type { Authoriser, Principal } from '#domain/kernel/authoriser';
import { type Audience, ownAudience } from '#domain/notifications/audience';
import type { SealedSecrets, Subscription, SubscriptionStore } from '#domain/notifications/subscription';
import { EdgeProblem } from '#functions/platform/problem';

export interface SubscriptionTools {
  readonly subscriptions: SubscriptionStore;
  readonly authoriser: Authoriser;
}

export interface FoundSubscription {
  readonly subscription: Subscription;
  readonly secrets: SealedSecrets;
}

interface Wish {
  readonly principal: Principal;
  readonly path: { readonly subscriptionId: string };
  readonly ifMatch?: number | undefined;
}

/**
 * The subscription for somebody who may read it; to everybody else it does not exist.
 * @throws EdgeProblem subscription-not-found
 */
export async function findSubscription({ subscriptions, authoriser }: SubscriptionTools, { principal, path }: Wish): Promise<FoundSubscription> {
  const found = await subscriptions.find(path.subscriptionId);
  const mayRead = found !== undefined && authoriser.authorise({ principal, action: 'ReadSubscription', resource: { audience: found.subscription.audience } });
  if (!mayRead) throw new EdgeProblem('subscription-not-found');
  return found;
}

/**
 * The subscription for somebody who may change it, as it was when the caller last saw it if `If-Match` says so.
 * @throws EdgeProblem subscription-not-found, not-allowed or subscription-changed
 */
export async function findOwnSubscription(tools: SubscriptionTools, wish: Wish): Promise<FoundSubscription> {
  const found = await findSubscription(tools, wish);
  const { audience, version } = found.subscription;
  if (!tools.authoriser.authorise({ principal: wish.principal, action: 'ManageSubscription', resource: { audience } })) throw new EdgeProblem('not-allowed');
  if (wish.ifMatch !== undefined && wish.ifMatch !== version) {
    throw new EdgeProblem('subscription-changed', [{ pointer: '/headers/if-match', problem: `the version is now ${String(version)}` }]);
  }
  return found;
}

/**
 * The audience that was asked for, or the caller's own.
 * @throws EdgeProblem not-allowed
 */
export function requireAudience(
  authoriser: Authoriser,
  { principal, action, asked = ownAudience(principal) }: { readonly principal: Principal; readonly action: 'ReadSubscription' | 'ManageSubscription' | 'ReadFeed'; readonly asked?: Audience | undefined },
): Audience {
  if (asked === undefined || !authoriser.authorise({ principal, action, resource: { audience: asked } })) throw new EdgeProblem('not-allowed');
  return asked;
}

import type * as z from 'zod';
import type { DeliveryStore } from '#domain/notifications/delivery-store';
import { readDeliveryId, viewDelivery } from '#domain/notifications/delivery-view';
import type { FeedStore } from '#domain/notifications/feed';
import { findSubscription, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { deliveryPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

export interface ReadDeliveryTools extends SubscriptionTools {
  readonly deliveries: Pick<DeliveryStore, 'rows'>;
  readonly feed: Pick<FeedStore, 'at'>;
}

/**
 * One delivery; what was sent is made again from the event in the feed, from which each try was made too.
 * @throws EdgeProblem subscription-not-found or delivery-not-found
 */
export async function readDelivery(tools: ReadDeliveryTools, request: ReadRequest<z.infer<typeof deliveryPath>>): Promise<HttpAnswer> {
  const { subscription } = await findSubscription(tools, request);
  const { partition, position } = readDeliveryId(request.path.deliveryId);
  const [delivery] = await tools.deliveries.rows({ subscriptionId: subscription.id, partition }, [position]);
  if (delivery === undefined) throw new EdgeProblem('delivery-not-found');
  const [told] = await tools.feed.at(subscription.audience, partition, [position]);
  return { status: 200, body: viewDelivery(delivery, { url: subscription.url, body: told && JSON.stringify(told.event) }) };
}

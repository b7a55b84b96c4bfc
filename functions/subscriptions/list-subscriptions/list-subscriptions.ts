import type * as z from 'zod';
import { readAudience } from '#domain/notifications/audience';
import { viewSubscription } from '#domain/notifications/subscription-view';
import { requireAudience, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { audienceQuery } from './contract.ts';

/** The subscriptions of one audience, which is in the key: there is nothing to filter and nothing to leak. */
export async function listSubscriptions(tools: SubscriptionTools, { principal, query }: ReadRequest<undefined, z.infer<typeof audienceQuery>>): Promise<HttpAnswer> {
  const asked = query.audience === undefined ? undefined : readAudience(query.audience);
  const audience = requireAudience(tools.authoriser, { principal, action: 'ReadSubscription', asked });
  return { status: 200, body: { rows: (await tools.subscriptions.of(audience)).map(viewSubscription) } };
}

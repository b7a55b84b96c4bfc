import type * as z from 'zod';
import { answerOnce, toKept } from '#functions/platform/answer-once';
import { findOwnSubscription, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { subscriptionPath } from '#functions/platform/paths';
import { wakeLines, type WakeQueues } from '#functions/platform/wake-lines';

export interface DeleteSubscriptionTools extends SubscriptionTools {
  readonly wakeQueues: WakeQueues;
}

type Request = WriteRequest<undefined, z.infer<typeof subscriptionPath>>;

/**
 * Removes a subscription; the deliveries learn of it with their next wake and forget where they were.
 * @throws EdgeProblem subscription-not-found, not-allowed, subscription-changed, changed-meanwhile or idempotency-key-reused
 */
export async function deleteSubscription(tools: DeleteSubscriptionTools, request: Request): Promise<HttpAnswer> {
  const { idempotency, now } = request;
  return answerOnce(tools, idempotency, async () => {
    const { subscription } = await findOwnSubscription(tools, request);
    const answer = { status: 204 };
    if (!(await tools.subscriptions.remove(subscription.id, subscription.version, toKept({ ...answer, idempotency, now })))) return undefined;
    await wakeLines(tools.wakeQueues, subscription);
    return answer;
  });
}

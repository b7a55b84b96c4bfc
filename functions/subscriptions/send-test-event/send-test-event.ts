import type * as z from 'zod';
import { answerOnce, toKept } from '#functions/platform/answer-once';
import { findOwnSubscription, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { subscriptionPath } from '#functions/platform/paths';
import { sendTest, type TestEventTools } from '#functions/platform/send-test-event';

type Request = WriteRequest<undefined, z.infer<typeof subscriptionPath>>;

/**
 * Sends a test event and answers with what the endpoint said; a repeated call is told the same and sends nothing.
 * @throws EdgeProblem subscription-not-found, not-allowed, subscription-changed or idempotency-key-reused
 */
export async function sendTestEvent(tools: SubscriptionTools & TestEventTools, request: Request): Promise<HttpAnswer> {
  const { idempotency, now } = request;
  return answerOnce(tools, idempotency, async () => {
    const testEvent = await sendTest(tools, { ...(await findOwnSubscription(tools, request)), request });
    const answer = { status: 200, body: testEvent === undefined ? {} : { testEvent } };
    await tools.subscriptions.keep(toKept({ ...answer, idempotency, now }));
    return answer;
  });
}

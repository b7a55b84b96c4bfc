import type * as z from 'zod';
import { changeSubscription as change, requireCredentials, requireKnownTypes, requireUrl } from '#domain/notifications/change-subscription';
import { writeCredentials } from '#domain/national-portal/portal-credentials';
import type { SecretBox } from '#domain/notifications/secret-box';
import type { SealedSecrets, Subscription } from '#domain/notifications/subscription';
import { viewSubscription } from '#domain/notifications/subscription-view';
import { answerOnce, toKept } from '#functions/platform/answer-once';
import { findOwnSubscription, type FoundSubscription, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { subscriptionPath } from '#functions/platform/paths';
import { sendTest, type TestEventTools } from '#functions/platform/send-test-event';
import { wakeLines, type WakeQueues } from '#functions/platform/wake-lines';
import type { subscriptionChanges } from './contract.ts';

export interface ChangeSubscriptionTools extends SubscriptionTools, TestEventTools {
  readonly wakeQueues: WakeQueues;
  readonly secrets: Pick<SecretBox, 'seal' | 'open'>;
  /** Only where the sender may call this machine itself. */
  readonly allowsLoopback: boolean;
}

type Request = WriteRequest<z.infer<typeof subscriptionChanges>, z.infer<typeof subscriptionPath>>;

/**
 * Changes a subscription. Should its wake be lost after the change, the sweeper finds it within a minute.
 * @throws EdgeProblem subscription-not-found, not-allowed, subscription-changed, changed-meanwhile or idempotency-key-reused
 * @throws DomainError endpoint-not-acceptable, event-type-unknown or portal-credentials
 */
export async function changeSubscription(tools: ChangeSubscriptionTools, request: Request): Promise<HttpAnswer> {
  return answerOnce(tools, request.idempotency, async () => changeFound(tools, request, await findOwnSubscription(tools, request)));
}

async function changeFound(tools: ChangeSubscriptionTools, request: Request, { subscription, secrets }: FoundSubscription): Promise<HttpAnswer | undefined> {
  const { body, now, idempotency } = request;
  if (body.url !== undefined) requireUrl(body.url, { allowLoopback: tools.allowsLoopback });
  if (body.filter !== undefined) requireKnownTypes(body.filter);
  const changed = change(subscription, body, now);
  const testEvent = changed.url === subscription.url ? undefined : await sendTest(tools, { subscription: changed, secrets, request });
  const resealed = await reseal(tools, request, subscription);
  const answer = { status: 200, body: { ...viewSubscription(changed), ...(testEvent !== undefined && { testEvent }) } };
  if (!(await tools.subscriptions.change(changed, subscription.version, { answer: toKept({ ...answer, idempotency, now }), ...(resealed !== undefined && { secrets: resealed }) }))) return undefined;
  if (resealed !== undefined || hasNewHope(subscription, changed)) await wakeLines(tools.wakeQueues, changed);
  return answer;
}

async function reseal({ secrets }: ChangeSubscriptionTools, { body: { credentials } }: Request, { id, channel }: Subscription): Promise<SealedSecrets | undefined> {
  if (credentials === undefined) return undefined;
  requireCredentials(channel, { credentials: true });
  return { current: await secrets.seal(writeCredentials(credentials), id) };
}

/** What waits may be taken now: it was not active before, or goes to another address. */
function hasNewHope(before: Subscription, after: Subscription): boolean {
  return after.state === 'active' && (before.state !== 'active' || before.url !== after.url);
}

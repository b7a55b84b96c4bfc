import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { writeCredentials } from '#domain/national-portal/portal-credentials';
import type { Audience } from '#domain/notifications/audience';
import { requireCredentials, requireKnownTypes, requireRoom, requireUrl } from '#domain/notifications/change-subscription';
import type { DeliveryStore } from '#domain/notifications/delivery-store';
import type { FeedStore } from '#domain/notifications/feed';
import type { SecretBox } from '#domain/notifications/secret-box';
import type { Subscription } from '#domain/notifications/subscription';
import { viewSubscription } from '#domain/notifications/subscription-view';
import { answerOnce, toKept } from '#functions/platform/answer-once';
import { type FoundSubscription, requireAudience, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { newSecret } from '#functions/platform/new-secret';
import { EdgeProblem } from '#functions/platform/problem';
import { sendTest, type TestEventTools } from '#functions/platform/send-test-event';
import type { subscriptionOrder } from './contract.ts';

export interface CreateSubscriptionTools extends SubscriptionTools, TestEventTools {
  readonly agencies: Pick<AgencyStore, 'find'>;
  readonly deliveries: Pick<DeliveryStore, 'begin'>;
  readonly feed: Pick<FeedStore, 'ends'>;
  readonly secrets: SecretBox;
  /** Only where the sender may call this machine itself. */
  readonly allowsLoopback: boolean;
}

type Request = WriteRequest<z.infer<typeof subscriptionOrder>>;

/**
 * Subscribes an audience to its events from now on. The secret is shown in this answer and in no other.
 * @throws EdgeProblem not-allowed or idempotency-key-reused
 * @throws DomainError agency-not-found, endpoint-not-acceptable, event-type-unknown, too-many-subscriptions or portal-credentials
 */
export async function createSubscription(tools: CreateSubscriptionTools, request: Request): Promise<HttpAnswer> {
  const { principal, body, idempotency } = request;
  const audience = requireAudience(tools.authoriser, { principal, action: 'ManageSubscription', asked: body.audience });
  const isForPortal = body.channel === 'national-portal';
  if (isForPortal && !tools.authoriser.authorise({ principal, action: 'ConnectPortal', resource: { audience } })) throw new EdgeProblem('not-allowed');
  await requireRegistered(tools, audience);
  requireUrl(body.url, { allowLoopback: tools.allowsLoopback });
  requireKnownTypes(body.filter);
  requireCredentials(body.channel, { credentials: body.credentials !== undefined });
  return answerOnce(tools, idempotency, () => subscribe(tools, request, audience));
}

async function subscribe(tools: CreateSubscriptionTools, request: Request, audience: Audience): Promise<HttpAnswer | undefined> {
  const { body, now, idempotency } = request;
  const { url, channel, filter, description, credentials } = body;
  const at = toIso(now);
  const id = `sub-${createHash('sha256').update(idempotency.scope).digest('hex').slice(0, 24)}`;
  const known = await tools.subscriptions.find(id);
  if (known !== undefined) return madeBefore(tools, request, known);
  // Two at the same moment may make one more than there is room for, which costs little; a counter would cost every call.
  requireRoom(await tools.subscriptions.of(audience));
  const subscription: Subscription = { id, version: 1, audience, channel, url, filter, description, state: 'active', createdAt: at, changedAt: at };
  // What the portal gave is known to whoever gave it to us, and is shown to nobody again.
  const secret = credentials === undefined ? newSecret() : undefined;
  const sealed = await tools.secrets.seal(credentials === undefined ? (secret ?? '') : writeCredentials(credentials), id);
  const testEvent = await sendTest(tools, { subscription, secrets: { current: sealed }, request });
  // The place first: what is appended from here on is found by the first wake, and nothing before.
  await tools.deliveries.begin(subscription, await tools.feed.ends(audience), at);
  const shown = { ...viewSubscription(subscription), ...(testEvent !== undefined && { testEvent }) };
  const answer = toKept({ idempotency, status: 201, body: shown, now, ...(secret !== undefined && { secret: { subscriptionId: id, sealed } }) });
  if (!(await tools.subscriptions.add(subscription, { current: sealed }, answer))) return undefined;
  return { status: 201, body: { ...shown, ...(secret !== undefined && { secret }) }, headers: { location: `/v1/subscriptions/${id}` } };
}

/** Made by the same call so long ago that its answer is no longer kept: it is the same subscription as it is now. */
async function madeBefore({ secrets }: CreateSubscriptionTools, { body }: Request, known: FoundSubscription): Promise<HttpAnswer> {
  if (known.subscription.url !== body.url) throw new EdgeProblem('idempotency-key-reused');
  const shown = viewSubscription(known.subscription);
  // What lies sealed there is the portal's password, which is shown to nobody.
  if (known.subscription.channel === 'national-portal') return { status: 201, body: shown };
  return { status: 201, body: { ...shown, secret: await secrets.open(known.secrets.current, known.subscription.id) } };
}

async function requireRegistered({ agencies }: CreateSubscriptionTools, audience: Audience): Promise<void> {
  if (audience.kind !== 'agency' || (await agencies.find(audience.id)) !== undefined) return;
  throw new DomainError({ kind: 'not-found', code: 'agency-not-found', mend: { vi: 'Chưa đăng ký cơ quan này.', en: 'This agency is not in the register; register it first.' } });
}

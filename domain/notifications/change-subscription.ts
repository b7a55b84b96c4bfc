import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { unknownTypes } from '#domain/notifications/event-types';
import { type Channel, type EventFilter, MAX_SUBSCRIPTIONS, type SealedSecrets, type Subscription } from '#domain/notifications/subscription';
import { webhookUrlFault } from '#domain/notifications/webhook-url';

/** What a subscriber may change; what is left out stays. */
export interface SubscriptionChanges {
  readonly url?: string | undefined;
  readonly filter?: EventFilter | undefined;
  readonly description?: string | undefined;
  readonly state?: 'active' | 'paused' | undefined;
}

/** Long enough for a receiver's deployment of the next morning; a receiver with slower ones asks for more. */
export const OLD_SECRET_HOURS = 24;
export const MAX_OLD_SECRET_HOURS = 72;

/**
 * The subscription after a change. Made active again it forgets why it was stopped; it keeps its place in the feed, so that
 * nothing of the pause is lost.
 */
export function changeSubscription(before: Subscription, changes: SubscriptionChanges, now: Temporal.Instant): Subscription {
  const { stopReason, ...rest } = before;
  const state = changes.state ?? before.state;
  return {
    ...rest,
    ...(state === 'stopped' && stopReason !== undefined && { stopReason }),
    state,
    url: changes.url ?? before.url,
    filter: changes.filter ?? before.filter,
    description: changes.description ?? before.description,
    version: before.version + 1,
    changedAt: toIso(now),
  };
}

/** A new secret signs from now on; the one before signs beside it for so many hours, or no more when there are none. */
export function rotateSecret(
  { subscription, secrets }: { readonly subscription: Subscription; readonly secrets: SealedSecrets },
  sealed: string,
  { now, keepOldHours }: { readonly now: Temporal.Instant; readonly keepOldHours: number },
): { readonly subscription: Subscription; readonly secrets: SealedSecrets } {
  const { oldSecretUntil: _before, ...rest } = subscription;
  const changed = { ...rest, version: subscription.version + 1, changedAt: toIso(now) };
  if (keepOldHours === 0) return { subscription: changed, secrets: { current: sealed } };
  const until = toIso(now.add({ hours: keepOldHours }));
  return { subscription: { ...changed, oldSecretUntil: until }, secrets: { current: sealed, previous: { sealed: secrets.current, until } } };
}

/** @throws DomainError too-many-subscriptions */
export function requireRoom(present: readonly Subscription[]): void {
  if (present.length < MAX_SUBSCRIPTIONS) return;
  throw new DomainError({
    kind: 'rule-broken',
    code: 'too-many-subscriptions',
    mend: {
      vi: `Mỗi đối tượng nhận có tối đa ${String(MAX_SUBSCRIPTIONS)} đăng ký nhận tin; hãy xoá hoặc sửa một đăng ký đã có.`,
      en: `An audience has at most ${String(MAX_SUBSCRIPTIONS)} subscriptions; delete or change one of those there are.`,
    },
  });
}

/** @throws DomainError endpoint-not-acceptable */
export function requireUrl(url: string, where: { readonly allowLoopback: boolean }): void {
  const problem = webhookUrlFault(url, where);
  if (problem === undefined) return;
  throw new DomainError({
    kind: 'rule-broken',
    code: 'endpoint-not-acceptable',
    mend: { vi: 'Địa chỉ nhận không dùng được; hãy dùng https ở cổng 443.', en: 'This address cannot be called; give an https address on port 443 without a user name.' },
    fields: [{ pointer: '/url', problem }],
  });
}

/** @throws DomainError event-type-unknown, with a pointer to each type that no event has */
export function requireKnownTypes({ types }: EventFilter): void {
  const unknown = unknownTypes(types);
  if (unknown.length === 0) return;
  throw new DomainError({
    kind: 'rule-broken',
    code: 'event-type-unknown',
    mend: { vi: 'Không có loại sự kiện này; xem danh sách loại sự kiện trong tài liệu webhook.', en: 'No event has this type; the types are listed in the description of the webhooks.' },
    fields: unknown.map((type) => ({ pointer: `/filter/types/${String(types.indexOf(type))}`, problem: `no event has the type ${type}` })),
  });
}

/** What the portal gave to log in with belongs to its subscription and to no other. @throws DomainError portal-credentials */
export function requireCredentials(channel: Channel, has: { readonly credentials: boolean }): void {
  if ((channel === 'national-portal') === has.credentials) return;
  throw portalCredentialsFault('/credentials', has.credentials ? 'only for the channel national-portal' : 'needed for the channel national-portal');
}

/** A subscription without a signature has no secret to rotate. @throws DomainError portal-credentials */
export function requireSigned({ channel }: Pick<Subscription, 'channel'>): void {
  if (channel === 'national-portal') throw portalCredentialsFault('/subscriptionId', 'nothing is signed on the way to the portal');
}

function portalCredentialsFault(pointer: string, problem: string): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'portal-credentials',
    mend: {
      vi: 'Đăng ký tới Cổng Dịch vụ công quốc gia cần tài khoản và mật khẩu do Cổng cấp; đăng ký khác thì không dùng. Đổi mật khẩu bằng cách sửa đăng ký.',
      en: 'A subscription to the national portal needs the user name and password the portal gave, and no other takes any; change them by changing the subscription.',
    },
    fields: [{ pointer, problem }],
  });
}

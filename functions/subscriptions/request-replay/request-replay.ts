import type * as z from 'zod';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { type DeliveryStore, MAX_REPLAYS, type Replay } from '#domain/notifications/delivery-store';
import type { ReplayOrder } from '#domain/notifications/replay-order';
import type { Subscription } from '#domain/notifications/subscription';
import { answerOnce, toKept } from '#functions/platform/answer-once';
import { findOwnSubscription, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { subscriptionPath } from '#functions/platform/paths';
import { planReplay, type PlannedReplay, type PlanReplayTools } from '#functions/platform/plan-replay';
import { wakeLines, type WakeQueues } from '#functions/platform/wake-lines';

export interface RequestReplayTools extends SubscriptionTools, PlanReplayTools {
  readonly deliveries: Pick<DeliveryStore, 'askReplay' | 'rows'>;
  readonly wakeQueues: WakeQueues;
}

type Request = WriteRequest<ReplayOrder, z.infer<typeof subscriptionPath>>;

/**
 * Asks for events again. The deliveries know a replay by its id, so that a repeated call asks for nothing twice.
 * @throws EdgeProblem subscription-not-found, not-allowed, subscription-changed, delivery-not-found or idempotency-key-reused
 * @throws DomainError cursor-malformed or too-many-replays
 */
export async function requestReplay(tools: RequestReplayTools, request: Request): Promise<HttpAnswer> {
  const { idempotency, now, body } = request;
  return answerOnce(tools, idempotency, async () => {
    const { subscription } = await findOwnSubscription(tools, request);
    const id = `replay-${idempotency.scope.slice(0, 24)}`;
    const plan = await planReplay(tools, { subscription, order: body });
    await ask(tools, subscription, plan.map((planned, index) => ({ ...planned, id: `${id}-${String(index)}`, askedAt: toIso(now) })));
    const answer = { status: 202, body: { id, ...whatIsAskedFor(body, plan) } };
    await tools.subscriptions.keep(toKept({ ...answer, idempotency, now }));
    await wakeLines(tools.wakeQueues, subscription);
    return answer;
  });
}

async function ask({ deliveries }: RequestReplayTools, { id: subscriptionId }: Subscription, replays: readonly (Replay & { readonly partition: number })[]): Promise<void> {
  for (const { partition, ...replay } of replays) {
    const outcome = await deliveries.askReplay({ subscriptionId, partition }, replay);
    if (outcome === 'missing') throw new Error(`Subscription ${subscriptionId} has no line ${String(partition)}`);
    if (outcome === 'too-many') throw tooManyReplays();
  }
}

function whatIsAskedFor(order: ReplayOrder, plan: readonly PlannedReplay[]) {
  if (order.allFailed) return { asksFor: 'all-failed' };
  const eventsAtMost = plan.reduce((sum, each) => sum + (each.kind === 'range' ? each.until - each.next + 1 : 0), 0);
  return { asksFor: order.range === undefined ? 'deliveries' : 'range', eventsAtMost };
}

function tooManyReplays(): DomainError {
  return new DomainError({
    kind: 'forbidden-by-state',
    code: 'too-many-replays',
    mend: {
      vi: `Tối đa ${String(MAX_REPLAYS)} yêu cầu gửi lại được chờ cùng lúc; hãy đợi các yêu cầu trước xong, hoặc yêu cầu theo khoảng.`,
      en: `At most ${String(MAX_REPLAYS)} replays may wait at once; wait until those before are done, or ask for a range.`,
    },
  });
}

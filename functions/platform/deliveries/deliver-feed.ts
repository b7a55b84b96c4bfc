import { plusSeconds, toIso } from '#domain/kernel/instant';
import { CLOSED, isUnreachable } from '#domain/notifications/breaker';
import { type Lease, LeaseLost, type LineState } from '#domain/notifications/delivery-store';
import { partitionsOf } from '#domain/notifications/audience';
import type { Subscription } from '#domain/notifications/subscription';
import type { Wake } from '#domain/notifications/wake-queue';
import type { Endpoint } from '#functions/platform/deliveries/endpoint';
import { stopSubscription, tellOfStop } from '#functions/platform/deliveries/give-up';
import { type DeliverFeedTools, hasDueRetries, isForThePatient, LineRun, queueFor, type RoundResult } from '#functions/platform/deliveries/line-run';
import { retryWaiting } from '#functions/platform/deliveries/retry-waiting';
import { sendFresh } from '#functions/platform/deliveries/send-fresh';
import { sendReplay } from '#functions/platform/deliveries/send-replay';

/** Longer than a function may run, so that nobody takes over from one who still works. */
const LEASE_SECONDS = 60;

interface SentRound {
  readonly endpoint: Endpoint;
  readonly result: RoundResult;
}

/**
 * Delivers to one subscription what is due of one partition of its audience's feed: what is to be tried again, what was
 * asked for again, what is new. Whoever is woken while another works leaves word with him and goes. A crash at any point
 * repeats something under the same id and loses nothing.
 * @param isPatient whether this is the queue of slow and dead endpoints
 */
export async function deliverFeed(tools: DeliverFeedTools, wake: Wake, isPatient: boolean): Promise<void> {
  const found = await tools.subscriptions.find(wake.subscriptionId);
  if (found === undefined) return tools.deliveries.retire(wake);
  const known = await tools.deliveries.peek(wake);
  if (!isPatient && known !== undefined && isForThePatient(known.progress)) return tools.patientWakes.send([wake]);
  const taken = await takeLease(tools, wake, found.subscription);
  if (taken === undefined) return;
  const run = new LineRun({ tools, ...found, ...taken });
  try {
    await workOn(run);
  } catch (error) {
    // The queue brings the wake back; until then nobody should have to wait for a lease that nobody uses.
    if (!(error instanceof LeaseLost)) await run.finish().catch(() => undefined);
    throw error;
  }
}

async function takeLease(tools: DeliverFeedTools, wake: Wake, subscription: Subscription): Promise<{ lease: Lease; state: LineState } | undefined> {
  const now = toIso(tools.clock());
  const by = { owner: tools.newOwner(), now, until: plusSeconds(now, LEASE_SECONDS) };
  const outcome = await tools.deliveries.lease(wake, by);
  if (outcome.kind === 'leased') return outcome;
  if (outcome.kind === 'held') return undefined;
  // A line that was never begun begins at the beginning, where nothing can have been missed.
  await tools.deliveries.begin(subscription, Array.from({ length: partitionsOf(subscription.audience) }, () => 0), now);
  const second = await tools.deliveries.lease(wake, by);
  return second.kind === 'leased' ? second : undefined;
}

async function workOn(run: LineRun): Promise<void> {
  const { tools, subscription } = run;
  if (subscription.state === 'stopped') await tellOfStop(tools, subscription);
  if (subscription.state !== 'active') return run.sleep();
  while ((await oneCycle(run)) === 'goes-on') {
    if (!run.isOver) continue;
    await queueFor(tools, run.progress).send([run.wake]);
    while (!(await run.finish()));
    return;
  }
}

/** What is due again first, then what was asked for, then what is new: of each at most one round, so that none starves another. */
async function oneCycle(run: LineRun): Promise<'goes-on' | 'released'> {
  const isProbe = run.gate() === 'one';
  for (const round of [retryRound, replayRound]) {
    if (run.gate() === 'none') return released(run);
    const sent = await round(run, isProbe);
    if (sent === undefined) continue;
    if (await conclude(run, sent.endpoint, sent.result)) return 'released';
    if (isProbe && sent.endpoint.hasSent) return 'goes-on';
  }
  return run.gate() === 'none' ? released(run) : lastRound(run, isProbe);
}

async function retryRound(run: LineRun, isProbe: boolean): Promise<SentRound | undefined> {
  return isProbe || run.hasDueRetries ? retryWaiting(run) : undefined;
}

async function replayRound(run: LineRun): Promise<SentRound | undefined> {
  const [replay] = run.replays;
  return replay === undefined ? undefined : sendReplay(run, replay);
}

async function lastRound(run: LineRun, isProbe: boolean): Promise<'goes-on' | 'released'> {
  const { endpoint, result, hasMore } = await sendFresh(run);
  // Nothing is there to probe with; the next event finds the door open.
  const progress = isProbe && !endpoint.hasSent ? { ...result.progress, breaker: CLOSED } : result.progress;
  const isAtRest = !hasMore && !isProbe && run.replays.length === 0 && !hasDueRetries(progress, run.now) && whyStopped(run, endpoint, progress) === undefined;
  if (isAtRest) return (await run.finish({ ...result, progress })) ? 'released' : 'goes-on';
  return (await conclude(run, endpoint, { ...result, progress })) ? 'released' : 'goes-on';
}

async function released(run: LineRun): Promise<'goes-on' | 'released'> {
  return (await run.finish()) ? 'released' : 'goes-on';
}

/** Writes a round; stops the subscription when nobody listens any more, and says so. */
async function conclude(run: LineRun, endpoint: Endpoint, result: RoundResult): Promise<boolean> {
  await run.settle(result);
  const reason = whyStopped(run, endpoint, result.progress);
  if (reason === undefined) return false;
  await stopSubscription(run, reason);
  await run.sleep();
  return true;
}

function whyStopped(run: LineRun, endpoint: Endpoint, progress: RoundResult['progress']): NonNullable<Subscription['stopReason']> | undefined {
  if (endpoint.isGone) return 'gone';
  return endpoint.hasSent && isUnreachable(progress.breaker, run.now) ? 'unreachable' : undefined;
}

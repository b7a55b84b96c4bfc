import { plusSeconds } from '#domain/kernel/instant';
import { afterTry, CLOSED } from '#domain/notifications/breaker';
import type { Delivery } from '#domain/notifications/delivery';
import { afterSending, TRIES_IN_FRONT } from '#domain/notifications/delivery-moves';
import type { LineProgress } from '#domain/notifications/delivery-store';
import { hasAnswered, type SentTry } from '#domain/notifications/event-sender';
import type { FeedEvent } from '#domain/notifications/feed';
import type { LineRun } from '#functions/platform/deliveries/line-run';

/** Weight of the newest try in the moving average: one timeout makes an endpoint slow, three quick answers make it quick again. */
const PACE_SHARE = 0.2;

/** The endpoint as this round finds it: what is sent changes what may still be sent. */
export class Endpoint {
  isGone = false;
  readonly counted = { delivered: 0, failed: 0 };
  private readonly run: LineRun;
  private readonly isProbe: boolean;
  private left: number;
  private health: Pick<LineProgress, 'breaker' | 'heldUntil' | 'recoveredAt' | 'paceMilliseconds'>;

  constructor(run: LineRun) {
    this.run = run;
    this.isProbe = run.gate() === 'one';
    this.left = this.isProbe ? 1 : Number.POSITIVE_INFINITY;
    const { breaker, heldUntil, recoveredAt, paceMilliseconds } = run.progress;
    this.health = { breaker, paceMilliseconds, ...(heldUntil !== undefined && heldUntil > run.now && { heldUntil }), ...(recoveredAt !== undefined && { recoveredAt }) };
  }

  /** False when time is over, the breaker has opened, or the endpoint wants to be left alone. */
  get takesMore(): boolean {
    const { breaker, heldUntil } = this.health;
    const isClosed = this.isProbe || breaker.probeAt === undefined;
    return this.left > 0 && isClosed && !this.isGone && !this.run.isOver && (heldUntil === undefined || heldUntil <= this.run.now);
  }

  get hasSent(): boolean {
    return this.counted.delivered + this.counted.failed > 0;
  }

  /** Sends one event and says what becomes of its delivery. */
  async send(row: Delivery, event: FeedEvent): Promise<Delivery> {
    const { tools, subscription, secrets } = this.run;
    this.left -= 1;
    const sent = await tools.sender.send(subscription, secrets, event, { attempt: row.triesInRound + 1, mayBeOvertaken: row.round > 1 || row.triesInRound >= TRIES_IN_FRONT });
    this.learn(sent);
    this.counted[sent.outcome === 'delivered' ? 'delivered' : 'failed'] += 1;
    return afterSending(row, sent, { chance: tools.chance(), spends: !this.isProbe || hasAnswered(sent) });
  }

  /** What is known of the endpoint now. */
  learnedInto({ heldUntil: _held, recoveredAt: _recovered, ...progress }: LineProgress): LineProgress {
    return { ...progress, ...this.health };
  }

  private learn(sent: SentTry): void {
    const { now } = this.run;
    const wasOpen = this.health.breaker.probeAt !== undefined;
    const breaker = afterTry(this.health.breaker, hasAnswered(sent), now);
    const paceMilliseconds = this.health.paceMilliseconds * (1 - PACE_SHARE) + sent.latencyMilliseconds * PACE_SHARE;
    this.health = { ...this.health, breaker, paceMilliseconds: Math.round(paceMilliseconds) };
    if (wasOpen && breaker === CLOSED) this.health = { ...this.health, recoveredAt: now };
    if (sent.retryAfterSeconds !== undefined) this.health = { ...this.health, heldUntil: plusSeconds(now, sent.retryAfterSeconds) };
    if (sent.outcome === 'gone') this.isGone = true;
  }
}

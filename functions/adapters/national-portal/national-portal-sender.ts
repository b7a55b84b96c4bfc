import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { PortalRecordUnfit } from '#domain/national-portal/fill-record';
import { readCredentials } from '#domain/national-portal/portal-credentials';
import { overtakenTelling, portalTelling, type PortalTelling } from '#domain/national-portal/portal-telling';
import type { PortalWire } from '#domain/national-portal/wire-file';
import type { EventSender, SentTry, Trying } from '#domain/notifications/event-sender';
import type { FeedEvent } from '#domain/notifications/feed';
import type { SecretBox } from '#domain/notifications/secret-box';
import type { SealedSecrets, Subscription } from '#domain/notifications/subscription';
import { webhookUrlFault } from '#domain/notifications/webhook-url';
import { AddressRefused } from '#functions/adapters/agency-http/guarded-lookup';
import { readMoment, type PortalReading, type ReadMoment } from '#functions/adapters/national-portal/portal-dossiers';
import { NoPortalSession, PortalSilent, type PortalAddress, type PortalLine } from '#functions/adapters/national-portal/portal-line';
import { tellPortal, type Told } from '#functions/adapters/national-portal/tell-portal';

export interface NationalPortalOptions {
  readonly reading: PortalReading;
  /** The way to the portal for one event, all of whose calls end with the signal. */
  readonly line: (signal: AbortSignal) => Pick<PortalLine, 'call'>;
  readonly wire: PortalWire;
  readonly secrets: Pick<SecretBox, 'open'>;
  /** `madonvi`: as whom the cell speaks. */
  readonly unit: string;
  /** `dstcode`: for whom its messages are. */
  readonly destination: string;
  /** For the local cell only. */
  readonly allowLoopback: boolean;
  readonly now: () => Temporal.Instant;
  /** For all calls of one event together. @default 20 seconds */
  readonly timeoutMilliseconds?: number;
}

/** Less than what a worker has left for its last event. */
const TIMEOUT_MILLISECONDS = 20_000;

/** The portal answers 200 and says no in its text; told as what it means, so that the message is not tried for three days. */
const REFUSED_STATUS = 422;
const REASON_CHARACTERS = 100;

interface Sending {
  readonly subscription: Subscription;
  readonly secrets: SealedSecrets;
  readonly trying: Trying;
}

type Outcome = Omit<SentTry, 'at' | 'latencyMilliseconds'>;

/** Sends events of the cell's feed to the national portal, in the portal's own calls. */
export class NationalPortalSender implements EventSender {
  readonly #options: NationalPortalOptions;

  constructor(options: NationalPortalOptions) {
    this.#options = options;
  }

  async send(...[subscription, secrets, event, trying]: Parameters<EventSender['send']>): Promise<SentTry> {
    const at = toIso(this.#options.now());
    const begun = performance.now();
    const outcome = await this.#outcome({ subscription, secrets, trying }, event);
    return { at, latencyMilliseconds: Math.round(performance.now() - begun), ...outcome };
  }

  async #outcome({ subscription, secrets, trying }: Sending, { event }: FeedEvent): Promise<Outcome> {
    // A notice about the subscription itself is for our own people.
    if (!('dossierId' in event.data)) return NOTHING_TO_TELL;
    if (webhookUrlFault(subscription.url, this.#options) !== undefined) return { outcome: 'not-sent', reason: 'url-refused' };
    const { reading, wire, timeoutMilliseconds = TIMEOUT_MILLISECONDS } = this.#options;
    const read = await readMoment(reading, event.data.dossierId, event.data.seq);
    if (read === undefined) return { outcome: 'refused', status: REFUSED_STATUS, reason: 'the record has no such dossier, event or procedure' };
    const address = await this.#address(subscription, secrets);
    const line = this.#options.line(AbortSignal.timeout(timeoutMilliseconds));
    try {
      return judge(await tellPortal({ line, wire, address }, tellingOf(read, wire, trying)));
    } catch (error) {
      return failure(error);
    }
  }

  async #address({ id, url }: Subscription, { current }: SealedSecrets): Promise<PortalAddress> {
    const { secrets, unit, destination, wire } = this.#options;
    const credentials = wire.call.session.kind === 'none' ? undefined : readCredentials(await secrets.open(current, id));
    return { url, unit, destination, credentials };
  }
}

const NOTHING_TO_TELL: Outcome = { outcome: 'delivered', reason: 'nothing of it is the portal’s to know' };

function tellingOf({ moment, latest, context }: ReadMoment, wire: PortalWire, { mayBeOvertaken }: Trying): PortalTelling {
  return mayBeOvertaken ? overtakenTelling(moment, latest, { context, wire }) : portalTelling(moment, context, wire);
}

function judge(told: Told | undefined): Outcome {
  if (told === undefined) return NOTHING_TO_TELL;
  const { reply, answer } = told;
  const { status } = reply.answer;
  switch (reply.meaning) {
    case 'done':
      return { outcome: 'delivered', status, answer };
    case 'not-http-ok':
      // The portal's verdicts are in its replies; whatever else answers is not the portal.
      return { outcome: 'no-answer', status };
    case 'try-again':
    case 'session-over':
      return { outcome: 'throttled', status, answer };
    case 'exists':
    case 'unknown-dossier':
    case 'refused':
      return { outcome: 'refused', status: REFUSED_STATUS, answer };
  }
}

function failure(error: unknown): Outcome {
  if (error instanceof PortalRecordUnfit) return { outcome: 'refused', status: REFUSED_STATUS, reason: `not sent: ${error.message}`.slice(0, REASON_CHARACTERS) };
  if (error instanceof NoPortalSession) return { outcome: 'not-sent', reason: error.message };
  if (error instanceof AddressRefused) return { outcome: 'not-sent', reason: 'address-refused' };
  if (error instanceof PortalSilent) return { outcome: 'no-answer' };
  throw error;
}

import type { Temporal } from '#domain/kernel/temporal';
import { portalWire } from '#domain/national-portal/wire-versions';
import type { EventSender } from '#domain/notifications/event-sender';
import { NationalPortalSender, type NationalPortalOptions } from '#functions/adapters/national-portal/national-portal-sender';
import { PortalLine } from '#functions/adapters/national-portal/portal-line';
import { PortalSessions } from '#functions/adapters/national-portal/portal-sessions';
import { rememberAgencies } from '#functions/adapters/national-portal/remember-agencies';

export interface PortalChannel extends Pick<NationalPortalOptions, 'reading' | 'secrets' | 'unit' | 'destination' | 'allowLoopback'> {
  /** Which files of the portal's wire are used, `v1`. */
  readonly wireVersion: string;
  readonly now: () => Temporal.Instant;
}

/** For one call: name, connection, sending and answer. */
const CALL_TIMEOUT_MILLISECONDS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;

/** The channel `national-portal`. @throws when there are no files of this version */
export function createPortalSender({ wireVersion, now, reading, ...options }: PortalChannel): EventSender {
  const wire = portalWire(wireVersion);
  const sessions = new PortalSessions(now);
  const guard = { allowLoopback: options.allowLoopback, totalTimeoutMilliseconds: CALL_TIMEOUT_MILLISECONDS, maxAnswerBytes: MAX_ANSWER_BYTES };
  const agencies = rememberAgencies(reading.agencies, () => now().epochMilliseconds);
  return new NationalPortalSender({ ...options, now, wire, reading: { ...reading, agencies }, line: (signal) => new PortalLine({ ...guard, wire, sessions, signal }) });
}

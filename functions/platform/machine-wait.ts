import { Temporal } from '#domain/kernel/temporal';

/** With nothing scheduled a machine still looks again after this long, so that no dossier is ever asleep for good. */
const LONGEST_WAIT = Temporal.Duration.from({ hours: 24 * 30 });

/** The instant a machine waits until at the latest. */
export function waitUntil(checkpoint: Temporal.Instant | undefined, now: Temporal.Instant): Temporal.Instant {
  const longest = now.add(LONGEST_WAIT);
  if (checkpoint === undefined || Temporal.Instant.compare(checkpoint, longest) > 0) return longest;
  return checkpoint;
}

/** Whole seconds until an instant, rounded up so that the machine never wakes a moment too early; at least one. */
export function secondsUntil(until: Temporal.Instant, now: Temporal.Instant): number {
  return Math.max(1, Math.ceil((until.epochMilliseconds - now.epochMilliseconds) / 1000));
}

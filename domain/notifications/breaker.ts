import * as z from 'zod';
import { isoInstant, plusSeconds } from '#domain/kernel/instant';

/**
 * What we know of an endpoint's health. Closed while `probeAt` is absent. Once it has failed often enough in a row it is
 * open: nothing is sent but one probe at a time, and no message loses a try of its schedule.
 */
export const breaker = z.object({
  failuresInARow: z.number().int().nonnegative(),
  /** Of the first failure since it last answered. */
  failingSince: isoInstant.optional(),
  /** Set while it is open. */
  probeAt: isoInstant.optional(),
  probes: z.number().int().nonnegative(),
});
export type Breaker = z.infer<typeof breaker>;

export const CLOSED: Breaker = { failuresInARow: 0, probes: 0 };

export const FAILURES_TO_OPEN = 5;
/** 30 s, 1, 2, 5 and 10 minutes after it opened or the last probe failed, then every quarter of an hour. */
export const PROBE_SECONDS = [30, 60, 120, 300, 600, 900] as const;
/** After 75 hours of nothing but failures, as long as the schedule of one message lasts, the subscription is stopped. */
export const UNREACHABLE_AFTER_HOURS = 75;

/** Whether messages may be sent now, or one of them as a probe, or none. */
export function permits({ probeAt }: Breaker, nowIso: string): 'all' | 'one' | 'none' {
  if (probeAt === undefined) return 'all';
  return probeAt <= nowIso ? 'one' : 'none';
}

/** @param answered whether the endpoint answered as a living one does, be it with a refusal */
export function afterTry(known: Breaker, answered: boolean, nowIso: string): Breaker {
  if (answered) return CLOSED;
  const failuresInARow = known.failuresInARow + 1;
  const failing = { failuresInARow, failingSince: known.failingSince ?? nowIso };
  // What was in flight when it opened says nothing new.
  if (known.probeAt !== undefined && nowIso < known.probeAt) return { ...failing, probes: known.probes, probeAt: known.probeAt };
  if (known.probeAt !== undefined) return { ...failing, probes: known.probes + 1, probeAt: nextProbe(known.probes + 1, nowIso) };
  return failuresInARow < FAILURES_TO_OPEN ? { ...failing, probes: 0 } : { ...failing, probes: 0, probeAt: nextProbe(0, nowIso) };
}

/** An endpoint that was changed or resumed is asked again at once. */
export function probeNow(known: Breaker, nowIso: string): Breaker {
  return known.failingSince === undefined ? known : { failuresInARow: FAILURES_TO_OPEN, failingSince: nowIso, probes: 0, probeAt: nowIso };
}

export function isUnreachable({ failingSince, probeAt }: Breaker, nowIso: string): boolean {
  if (failingSince === undefined || probeAt === undefined) return false;
  return plusSeconds(failingSince, UNREACHABLE_AFTER_HOURS * 3600) <= nowIso;
}

function nextProbe(probes: number, nowIso: string): string {
  return plusSeconds(nowIso, PROBE_SECONDS[Math.min(probes, PROBE_SECONDS.length - 1)] ?? 0);
}

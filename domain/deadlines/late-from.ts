import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';

/**
 * The first instant at which a term is late. "By 17:00" is kept by what comes in the minute of 17:00: the on-time test of
 * the national statistics is "finished ≤ appointed" over instants told to the minute (domain.md §3.5).
 */
export function lateFrom(dueAt: string): string {
  return toIso(Temporal.Instant.from(dueAt).add({ minutes: 1 }));
}

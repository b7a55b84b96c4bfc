import * as z from 'zod';
import { lateFrom } from '#domain/deadlines/late-from';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

/** How a piece of open work stands to its term; what has no at-risk instant is in time until it is late. */
export const shownWorkState = z.enum(['in-time', 'at-risk', 'late']);
export type WorkState = z.infer<typeof shownWorkState>;

export function workState({ dueAt, atRiskAt }: { readonly dueAt: string; readonly atRiskAt?: string | undefined }, now: Temporal.Instant): WorkState {
  const at = toIso(now);
  if (at >= lateFrom(dueAt)) return 'late';
  return atRiskAt !== undefined && at >= atRiskAt ? 'at-risk' : 'in-time';
}

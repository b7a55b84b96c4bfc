import { createHash } from 'node:crypto';
import { afterCall, afterLoan, nextLoan, NOTHING_BORROWED, type Allowance } from '#domain/access/call-allowance';
import type { CallCounter } from '#domain/access/call-counter';
import { WINDOW_SECONDS, type CallerKind, type CallLimits } from '#domain/access/call-limits';
import type { Principal } from '#domain/kernel/authoriser';
import type { Temporal } from '#domain/kernel/temporal';
import { logWarning } from '#functions/platform/logger';

/** How a caller stands in the present window. */
export interface CallStanding {
  readonly kind: CallerKind;
  readonly limit: number;
  readonly remaining: number;
  readonly secondsToReset: number;
  readonly isAllowed: boolean;
}

/** Counts a call of a principal, or of nobody from an address. */
export type CountCall = (caller: Principal | { readonly sourceIp: string }, now: Temporal.Instant) => Promise<CallStanding>;

/** Callers one running function keeps account of in one window; a new one beyond that starts without a loan. */
const MOST_CALLERS = 10_000;

/**
 * Lets each caller make its limit of calls per window. A running function borrows calls from the count that all share, so
 * that a busy caller costs a write about every twenty calls. A limit must not become an outage: when the count cannot be
 * had, the call is let in.
 */
export function createCallCount(counter: CallCounter, limits: CallLimits): CountCall {
  let borrowed = { window: -1, allowances: new Map<string, Allowance>() };
  return async (who, now) => {
    const seconds = Math.floor(now.epochMilliseconds / 1000);
    const window = Math.floor(seconds / WINDOW_SECONDS);
    if (borrowed.window !== window || borrowed.allowances.size >= MOST_CALLERS) borrowed = { window, allowances: new Map() };
    const { allowances } = borrowed;
    const { kind, caller } = nameOf(who);
    const limit = limits[kind];
    let allowance = allowances.get(caller) ?? NOTHING_BORROWED;
    if (allowance.left <= 0 && allowance.leftForAll > 0) allowance = await borrow(counter, allowance, { caller, window, limit });
    const isAllowed = allowance.left > 0;
    if (isAllowed) allowance = afterCall(allowance);
    allowances.set(caller, allowance);
    const remaining = Math.min(limit, allowance.leftForAll + Math.max(0, allowance.left));
    return { kind, limit, remaining, secondsToReset: (window + 1) * WINDOW_SECONDS - seconds, isAllowed };
  };
}

async function borrow(counter: CallCounter, allowance: Allowance, { caller, window, limit }: { readonly caller: string; readonly window: number; readonly limit: number }): Promise<Allowance> {
  const asked = nextLoan(allowance, limit);
  try {
    return afterLoan(allowance, { asked, limit, count: await counter.add({ caller, window, count: asked }) });
  } catch (error) {
    logWarning('calls could not be counted', { errorName: error instanceof Error ? error.name : 'unknown' });
    return { ...allowance, left: 1, leftForAll: limit };
  }
}

function nameOf(who: Parameters<CountCall>[0]): { readonly kind: CallerKind; readonly caller: string } {
  if ('sourceIp' in who) return { kind: 'nobody', caller: `nobody:${createHash('sha256').update(networkOf(who.sourceIp)).digest('hex').slice(0, 32)}` };
  return { kind: who.kind, caller: `${who.kind}:${who.id}` };
}

/** One customer holds at least 2^64 addresses of IPv6. */
function networkOf(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}

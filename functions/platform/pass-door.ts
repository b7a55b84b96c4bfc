import type { Principal } from '#domain/kernel/authoriser';
import type { Temporal } from '#domain/kernel/temporal';
import type { Door } from '#functions/platform/door';
import type { GatewayCall } from '#functions/platform/gateway-call';
import type { Access } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import { rateLimitHeaders } from '#functions/platform/rate-limit-headers';

export interface Passage {
  readonly now: Temporal.Instant;
  /** For every answer, a refusal too. */
  readonly rateLimit: Readonly<Record<string, string>>;
  /**
   * The principal, or undefined on a public route.
   * @throws EdgeProblem too-many-calls, or whatever is wrong with how the caller showed who it is
   */
  readonly admit: () => Principal | undefined;
}

type Shown = { readonly principal: Principal | undefined } | { readonly refusal: unknown };

/**
 * Asks who calls, and counts the call: of whoever is known on its own account, of everybody else on that of the address it
 * comes from, so that guessing at tokens runs into a limit too.
 */
export async function passDoor(door: Door, access: Access, call: GatewayCall): Promise<Passage> {
  const now = door.clock();
  const shown = access === 'public' ? { principal: undefined } : await identify(door, call, now);
  const known = 'principal' in shown ? shown.principal : undefined;
  const standing = await door.count(known ?? { sourceIp: call.sourceIp }, now);
  return {
    now,
    rateLimit: rateLimitHeaders(standing),
    admit: () => {
      if (!standing.isAllowed) throw new EdgeProblem('too-many-calls', [], { retryAfterSeconds: standing.secondsToReset });
      if ('refusal' in shown) throw shown.refusal;
      return shown.principal;
    },
  };
}

async function identify(door: Door, call: GatewayCall, now: Temporal.Instant): Promise<Shown> {
  try {
    return { principal: await door.identify(call, now) };
  } catch (refusal) {
    return { refusal };
  }
}

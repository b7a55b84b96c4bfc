import { WINDOW_SECONDS } from '#domain/access/call-limits';
import type { CallStanding } from '#functions/platform/count-calls';

/** The standing as draft-ietf-httpapi-ratelimit-headers writes it: the policy named after the kind of caller. */
export function rateLimitHeaders({ kind, limit, remaining, secondsToReset }: CallStanding): Record<string, string> {
  return {
    'ratelimit-policy': `"${kind}";q=${String(limit)};w=${String(WINDOW_SECONDS)}`,
    ratelimit: `"${kind}";r=${String(remaining)};t=${String(secondsToReset)}`,
  };
}

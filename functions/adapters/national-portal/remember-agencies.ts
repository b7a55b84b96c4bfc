import type { Agency } from '#domain/agencies/agency';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { createExpiringCache } from '#functions/adapters/dynamodb/expiring-cache';

const KEPT_MILLISECONDS = 5 * 60 * 1000;
const MAX_AGENCIES = 500;

/** A register that is asked for the same agency once in five minutes: names hardly ever change, and every message tells some. */
export function rememberAgencies(agencies: Pick<AgencyStore, 'find'>, nowMilliseconds: () => number): Pick<AgencyStore, 'find'> {
  const known = createExpiringCache<Agency>({ maxEntries: MAX_AGENCIES, keptMilliseconds: KEPT_MILLISECONDS, nowMilliseconds });
  return {
    find: async (code) => {
      const kept = known.get(code);
      if (kept !== undefined) return kept;
      const found = await agencies.find(code);
      if (found !== undefined) known.set(code, found);
      return found;
    },
  };
}

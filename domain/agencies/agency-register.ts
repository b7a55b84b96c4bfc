import type { Agency, Place } from './agency.ts';

/**
 * The agency that stands for a role at the applicant's place, or nothing. One that serves the commune goes before one that
 * serves the whole province; among equals the lowest code, so that every cell decides alike. Historic districts never act.
 */
export function resolveRole(agencies: readonly Agency[], role: string, place: Place): Agency | undefined {
  const candidates = agencies.filter(({ level, roles }) => level !== 'district-historic' && roles.includes(role));
  const serving = (code: string) => candidates.filter(({ serves }) => serves.includes(code));
  return lowestCode(serving(place.commune)) ?? lowestCode(serving(place.province));
}

function lowestCode(agencies: readonly Agency[]): Agency | undefined {
  return agencies.toSorted((one, other) => (one.code < other.code ? -1 : 1))[0];
}

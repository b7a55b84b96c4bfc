import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';

/** Every key of the register table is built here; `docs/access-patterns.md` says what each one is for. */
const VERSION_DIGITS = 6;

export function agencyPk(code: string): string {
  return `AGENCY#${code}`;
}

export function agencyKey(code: string): ItemKey {
  return { pk: agencyPk(code), sk: 'AGENCY' };
}

export const ENDPOINTS = 'ENDPOINT#';

export function endpointKey(agency: string, endpointId: string): ItemKey {
  return { pk: agencyPk(agency), sk: `${ENDPOINTS}${endpointId}` };
}

export function placePk(place: string): string {
  return `PLACE#${place}`;
}

/** Says only that the agency has served the place; the agency itself says whether it still does. */
export function servingKey(place: string, agency: string): ItemKey {
  return { pk: placePk(place), sk: agencyPk(agency) };
}

export function procedurePk(code: string): string {
  return `PROCEDURE#${code}`;
}

export function versionKey(code: string, version: number): ItemKey {
  return { pk: procedurePk(code), sk: `V#${padded(version)}` };
}

export const WINDOWS = 'F#';

/** From which day to which a version may govern. */
export function windowKey(code: string, { from, version }: { readonly from: string; readonly version: number }): ItemKey {
  return { pk: procedurePk(code), sk: `${WINDOWS}${from}#${padded(version)}` };
}

export function newestKey(code: string): ItemKey {
  return { pk: procedurePk(code), sk: 'NEWEST' };
}

export const PROCEDURE_LISTING = 'PROCEDURES';

export function counterKey(agency: string, day: string): ItemKey {
  return { pk: `COUNTER#${agency}#${day}`, sk: 'COUNTER' };
}

function padded(version: number): string {
  return String(version).padStart(VERSION_DIGITS, '0');
}

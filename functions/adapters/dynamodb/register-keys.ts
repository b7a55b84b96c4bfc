import { type Audience, audienceKey } from '#domain/notifications/audience';
import type { Subscription } from '#domain/notifications/subscription';
import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';

/** Every key of the register table is built here; `docs/access-patterns.md` says what each one is for. */
const VERSION_DIGITS = 6;

function agencyPk(code: string): string {
  return `AGENCY#${code}`;
}

export function agencyKey(code: string): ItemKey {
  return { pk: agencyPk(code), sk: 'AGENCY' };
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

/** What is in force and every proposal, newest edition last. */
export const CALENDAR = 'CALENDAR';
export const EDITIONS = 'E#';

export const inForceKey: ItemKey = { pk: CALENDAR, sk: 'IN_FORCE' };

export function editionKey(edition: number): ItemKey {
  return { pk: CALENDAR, sk: `${EDITIONS}${padded(edition)}` };
}

/** Everything that belongs to one edition. */
export function editionPk(edition: number): string {
  return `${CALENDAR}#${padded(edition)}`;
}

export function calendarFactsKey(edition: number): ItemKey {
  return { pk: editionPk(edition), sk: 'FACTS' };
}

export const MOVES = 'M#';

export function movesKey(edition: number, dossierId: string): ItemKey {
  return { pk: editionPk(edition), sk: `${MOVES}${dossierId}` };
}

export function progressOf(mode: string): string {
  return `P#${mode}#`;
}

export function progressKey(edition: number, mode: string, shard: number): ItemKey {
  return { pk: editionPk(edition), sk: `${progressOf(mode)}${padded(shard)}` };
}

/** The request a proposal answers; found again when the same call comes again (D8). */
export function proposalRequestKey(scope: string): ItemKey {
  return { pk: `IDEM#${scope}`, sk: 'IDEM' };
}

export function audiencePk(whose: Audience): string {
  return `AUDIENCE#${audienceKey(whose)}`;
}

export const SUBSCRIPTIONS = 'SUB#';

/** An audience's subscriptions, oldest first. */
export function listedSubscriptionKey({ audience, createdAt, id }: Subscription): ItemKey {
  return { pk: audiencePk(audience), sk: `${SUBSCRIPTIONS}${createdAt}#${id}` };
}

/** The answer of a write about subscriptions, kept for its Idempotency-Key (D8). */
export function subscriptionAnswerKey(scope: string): ItemKey {
  return { pk: `SUBSCRIPTION#ANSWER#${scope}`, sk: 'ANSWER' };
}

export function subscriptionKey(id: string): ItemKey {
  return { pk: `SUBSCRIPTION#${id}`, sk: 'SUBSCRIPTION' };
}

export function bulkPk(id: string): string {
  return `BULK#${id}`;
}

export function bulkKey(id: string): ItemKey {
  return { pk: bulkPk(id), sk: 'BULK' };
}

export const CHUNKS = 'C#';

export function chunkKey(id: string, chunk: number): ItemKey {
  return { pk: bulkPk(id), sk: `${CHUNKS}${padded(chunk)}` };
}

/** Bulk hand-ins of one principal, in the index of listings. */
export function bulkListing(principalId: string): string {
  return `BULKS#${principalId}`;
}

export function bulkListingSk(createdAt: string, id: string): string {
  return `${createdAt}#${id}`;
}

export function exportPk(id: string): string {
  return `EXPORT#${id}`;
}

export function exportKey(id: string): ItemKey {
  return { pk: exportPk(id), sk: 'EXPORT' };
}

export const PARTS = 'P#';

export function partKey(id: string, part: number): ItemKey {
  return { pk: exportPk(id), sk: `${PARTS}${padded(part)}` };
}

function signerPk(id: string): string {
  return `SIGNER#${id}`;
}

/** A signing identity as it is in force. */
export function signerKey(id: string): ItemKey {
  return { pk: signerPk(id), sk: 'SIGNER' };
}

/** Each version is kept: who could sign with what must be told years later. */
export function signerVersionKey(id: string, version: number): ItemKey {
  return { pk: signerPk(id), sk: `V#${padded(version)}` };
}

/** Signing identities of one agency, in the index of listings. */
export function signersOf(agency: string): string {
  return `SIGNERS#${agency}`;
}

/** The agency's own first, then its officers by subject. */
export function signerOrder({ capacity, officer }: { readonly capacity: 'officer' | 'agency'; readonly officer?: string }): string {
  return capacity === 'agency' ? '0#' : `1#${encodeURIComponent(officer ?? '')}#`;
}

function padded(version: number): string {
  return String(version).padStart(VERSION_DIGITS, '0');
}

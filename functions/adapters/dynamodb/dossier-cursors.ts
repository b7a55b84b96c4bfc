import type { CensusKind } from '#domain/dossiers/dossier-store';
import { decodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { askSk, censusPk, documentSk, dossierPk, FILING, inboxPk, META, officerPk, ownerPk, receivedPk, signerPk, stepSk, workedPk, workedSk } from '#functions/adapters/dynamodb/dossier-keys';

const INSTANT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
const ID = '[a-z0-9][a-z0-9-]{0,99}';
const INBOX_POSITION = new RegExp(`^${INSTANT}#(?<dossierId>ds-[a-z0-9]+)#(?<kind>reception|step|consultation|signature|hand-over)#(?<itemId>${ID})$`);
const DOSSIER_ID = /^ds-[a-z0-9]+$/;
const OWNER_POSITION = new RegExp(`^${INSTANT}#(?<dossierId>ds-[a-z0-9]+)$`);
const OFFICER_POSITION = new RegExp(`^${INSTANT}#(?<dossierId>ds-[a-z0-9]+)#(?<itemId>${ID})$`);

/** Where the inbox of `agency` goes on after the cursor. */
export function inboxStart(agency: string, cursor: string): Record<string, string> {
  const position = decodeCursor(cursor);
  const { dossierId, kind, itemId } = INBOX_POSITION.exec(position)?.groups ?? {};
  if (dossierId === undefined || itemId === undefined) throw malformedCursor();
  return { pk: dossierPk(dossierId), sk: inboxItemSk(agency, kind, itemId), inboxPk: inboxPk(agency), inboxSk: position };
}

function inboxItemSk(agency: string, kind: string | undefined, itemId: string): string {
  if (kind === 'step') return stepSk(itemId);
  if (kind === 'signature') return documentSk(itemId);
  return kind === 'consultation' ? askSk(itemId, agency) : META;
}

/** Where the list of `ownerId` goes on after the cursor. */
export function ownedStart(ownerId: string, cursor: string): Record<string, string> {
  const position = decodeCursor(cursor);
  const { dossierId } = OWNER_POSITION.exec(position)?.groups ?? {};
  if (dossierId === undefined) throw malformedCursor();
  return { pk: dossierPk(dossierId), sk: META, ownerPk: ownerPk(ownerId), ownerSk: position };
}

/** Where the list of an officer's steps goes on after the cursor. */
export function assignedStart(officer: string, cursor: string): Record<string, string> {
  const position = decodeCursor(cursor);
  const { dossierId, itemId: stepId } = OFFICER_POSITION.exec(position)?.groups ?? {};
  if (dossierId === undefined || stepId === undefined) throw malformedCursor();
  return { pk: dossierPk(dossierId), sk: stepSk(stepId), ownerPk: officerPk(officer), ownerSk: position };
}

/** Where the list of what waits for an officer's signature goes on after the cursor. */
export function signaturesStart(officer: string, cursor: string): Record<string, string> {
  const position = decodeCursor(cursor);
  const { dossierId, itemId: documentId } = OFFICER_POSITION.exec(position)?.groups ?? {};
  if (dossierId === undefined || documentId === undefined) throw malformedCursor();
  return { pk: dossierPk(dossierId), sk: documentSk(documentId), ownerPk: signerPk(officer), ownerSk: position };
}

/** Where a shard of the census goes on after the cursor. */
export function censusStart(kind: CensusKind, shard: number, cursor: string): Record<string, string> {
  const dossierId = decodeCursor(cursor);
  if (!DOSSIER_ID.test(dossierId)) throw malformedCursor();
  return { pk: dossierPk(dossierId), sk: FILING, censusPk: censusPk(kind, shard), censusSk: dossierId };
}

/** Where the list of what `agency` received goes on after the cursor. */
export function receivedStart(agency: string, cursor: string): Record<string, string> {
  const position = decodeCursor(cursor);
  const { dossierId } = OWNER_POSITION.exec(position)?.groups ?? {};
  if (dossierId === undefined) throw malformedCursor();
  return { pk: dossierPk(dossierId), sk: FILING, ownerPk: receivedPk(agency), ownerSk: position };
}

/** Behind every step of a dossier. */
const AFTER_ALL_STEPS = '~';

/** Where the list of what `agency` worked on goes on after the dossier the cursor names, whichever of its steps were seen. */
export function workedStart(agency: string, cursor: string): Record<string, string> {
  const dossierId = decodeCursor(cursor);
  if (!DOSSIER_ID.test(dossierId)) throw malformedCursor();
  return { pk: dossierPk(dossierId), sk: stepSk(AFTER_ALL_STEPS), censusPk: workedPk(agency), censusSk: workedSk(dossierId, AFTER_ALL_STEPS) };
}

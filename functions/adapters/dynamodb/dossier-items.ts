import { turnOf, type Document } from '#domain/documents/document';
import { nextSigningAlert } from '#domain/documents/signing-clock';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import type { InboxRow } from '#domain/dossiers/dossier-store';
import type { Consultation, Paper, Step } from '#domain/dossiers/parts';
import { isOver } from '#domain/dossiers/wake';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';

export type Attributes = Readonly<Record<string, unknown>>;

/** The items of one dossier by sort key, without their keys: what the record holds is a function of the dossier alone. */
export type DossierItems = ReadonlyMap<string, Attributes>;

/**
 * Takes a dossier apart. META stays small, because every move pays for all of it: what is fixed at hand-in lies in
 * FILING, personal data in APPLICATION, and what grows in items of its own.
 */
export function dossierItems(dossier: Dossier): DossierItems {
  return new Map<string, Attributes>([
    [keys.META, metaAttributes(dossier)],
    [keys.FILING, { itemType: 'FILING', ...filingOf(dossier), ...censusEntry(dossier), ...receivedEntry(dossier) }],
    [keys.APPLICATION, { itemType: 'APPLICATION', application: dossier.application, ...(dossier.salt === undefined ? {} : { salt: dossier.salt }) }],
    ...Object.values(dossier.papers).map((paper) => [keys.paperSk(paper.id), { itemType: 'PAPER', paper, ...uncheckedEntry(dossier, paper) }] as const),
    ...Object.values(dossier.steps).map((step) => [keys.stepSk(step.id), stepAttributes(dossier, step)] as const),
    ...Object.values(dossier.consultations).flatMap((each) => consultationItems(dossier, each)),
    ...Object.values(dossier.documents).map((each) => [keys.documentSk(each.id), documentAttributes(dossier, each)] as const),
  ]);
}

function filingOf({ caseId, choices, channel, place, ...rest }: Dossier): Attributes {
  return { caseId, choices, channel, place, ...('roles' in rest ? { roles: rest.roles, submittedAt: rest.submittedAt } : {}) };
}

/** What has an item of its own, or another name on META. */
const KEPT_ELSEWHERE: ReadonlySet<string> = new Set([
  'application', 'salt', 'papers', 'steps', 'consultations', 'documents', 'caseId', 'choices', 'channel', 'place', 'roles', 'submittedAt',
  'id', 'status', 'procedure', 'ownerId', 'head',
]);

function metaAttributes(dossier: Dossier): Attributes {
  const { id, status, procedure, ownerId, createdAt, head } = dossier;
  return {
    itemType: 'META',
    ...Object.fromEntries(Object.entries(dossier).filter(([name]) => !KEPT_ELSEWHERE.has(name))),
    dossierId: id,
    state: status,
    procedureCode: procedure.code,
    procedureVersion: procedure.version,
    // 32 bytes in 43 characters: META is charged by the kilobyte, on every move.
    ...(head === undefined ? {} : { head: Buffer.from(head, 'hex').toString('base64url') }),
    ownerPk: keys.ownerPk(ownerId),
    ownerSk: keys.ownerSk(createdAt, id),
    ...metaInbox(dossier),
  };
}

/** Whoever has to come by all dossiers finds them here; a draft is no dossier yet. It changes once in a life, and so stays out of META. */
function censusEntry(dossier: Dossier): Attributes {
  if (dossier.status === 'draft') return {};
  return { censusPk: keys.censusPk(isOver(dossier) ? 'over' : 'open', keys.censusShard(dossier.id)), censusSk: dossier.id };
}

/** Whoever asks for all an agency ever received finds it here; neither the agency nor the day of hand-in ever changes. */
function receivedEntry(dossier: Dossier): Attributes {
  if (dossier.status === 'draft') return {};
  return { ownerPk: keys.receivedPk(dossier.receivingAgency), ownerSk: keys.ownerSk(dossier.submittedAt, dossier.id) };
}

/** Whoever looks for papers without a verdict finds them here. */
function uncheckedEntry({ id }: Dossier, { state, check, receivedAt }: Paper): Attributes {
  if (state !== 'received' || check !== undefined || receivedAt === undefined) return {};
  return { attentionPk: keys.uncheckedPk(keys.attentionShard(id)), attentionSk: receivedAt };
}

/** A dossier itself lies in the desk's inbox while it is to be received or handed over. */
function metaInbox(dossier: Dossier): Attributes {
  const { id: dossierId, receivingAgency } = dossier;
  if (dossier.status === 'submitted') {
    return inboxEntry(receivingAgency, { kind: 'reception', dossierId, itemId: dossierId, dueAt: dossier.receptionDueAt });
  }
  if (dossier.status !== 'settled') return {};
  return inboxEntry(receivingAgency, { kind: 'hand-over', dossierId, itemId: dossierId, dueAt: dossier.dueAt ?? dossier.settledAt });
}

function inboxEntry(agency: string, line: Pick<InboxRow, 'kind' | 'dossierId' | 'itemId' | 'dueAt'>): Attributes {
  return { kind: line.kind, inboxPk: keys.inboxPk(agency), inboxSk: keys.inboxSk(line) };
}

/** What a line of an inbox repeats of the dossier, so that the list is one query. */
function inboxLine(dossier: FiledDossier, agency: string, line: Pick<InboxRow, 'kind' | 'itemId' | 'dueAt'>): Attributes {
  return { ...inboxEntry(agency, { ...line, dossierId: dossier.id }), dossierId: dossier.id, code: dossier.code, procedureCode: dossier.procedure.code };
}

function stepAttributes(dossier: Dossier, step: Step): Attributes {
  const isOpenWork = step.state === 'open' && dossier.status !== 'draft' && !isOver(dossier);
  const line = isOpenWork ? { ...inboxLine(dossier, step.agency, { kind: 'step', itemId: step.id, dueAt: step.dueAt }), atRiskAt: step.atRiskAt } : {};
  const { officer } = step;
  const own = isOpenWork && officer !== undefined ? { ownerPk: keys.officerPk(officer), ownerSk: keys.officerSk({ dueAt: step.dueAt, dossierId: dossier.id, stepId: step.id }) } : {};
  const worked = { censusPk: keys.workedPk(step.agency), censusSk: keys.workedSk(dossier.id, step.id) };
  return { itemType: 'STEP', step, ...line, ...own, ...worked };
}

function consultationItems(dossier: Dossier, { revision, ...consultation }: Consultation): (readonly [string, Attributes])[] {
  const hasEnded = consultation.state === 'closed' || isOver(dossier);
  const wakeAt = consultation.state === 'open' && !hasEnded ? { wakeAt: consultation.dueAt } : {};
  const asks = Object.entries(consultation.opinions).map(([agency, opinion]) => {
    const isAsked = opinion.state === 'asked' && !hasEnded && dossier.status !== 'draft';
    const line = isAsked ? inboxLine(dossier, agency, { kind: 'consultation', itemId: consultation.id, dueAt: consultation.dueAt }) : {};
    return [keys.askSk(consultation.id, agency), { itemType: 'ASK', ...line }] as const;
  });
  return [[keys.consultationSk(consultation.id), { itemType: 'CONSULTATION', revision, consultation, ended: hasEnded, ...wakeAt }], ...asks];
}

/** A document that waits for a signature is work of its agency, and of the one officer whose turn it is. */
function documentAttributes(dossier: Dossier, { revision, ...document }: Document): Attributes {
  const turn = turnOf(document);
  const ended = turn === undefined || isOver(dossier);
  const wakeAt = nextSigningAlert({ revision, ...document });
  const { id: documentId, agency, dueAt } = document;
  const line = ended || dossier.status === 'draft' ? {} : inboxLine(dossier, agency, { kind: 'signature', itemId: documentId, dueAt });
  const officer = ended ? undefined : turn.signer.officer;
  const own = officer === undefined ? {} : { ownerPk: keys.signerPk(officer), ownerSk: keys.signerSk({ dueAt, dossierId: dossier.id, documentId }) };
  return { itemType: 'DOCUMENT', revision, document, ended, ...(ended || wakeAt === undefined ? {} : { wakeAt }), ...line, ...own };
}

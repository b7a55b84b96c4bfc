import { addTerm } from '#domain/deadlines/add-term';
import type { Document, SigningDates } from '#domain/documents/document';
import { turnOf } from '#domain/documents/document';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { toIso } from '#domain/kernel/instant';

/** When the signer whose turn it is now is reminded, and by when they sign: the procedure's terms by the agency's calendar. */
export function signingDates(agency: string, { now, calendars, procedure }: DecisionContext): SigningDates {
  const calendar = calendars.of(agency);
  const { remindAfter, within } = procedure.signing;
  return { remindAt: toIso(addTerm(now, remindAfter, calendar)), dueAt: toIso(addTerm(now, within, calendar)) };
}

/** The next instant at which something is told of a document that waits for a signature; nothing when all was told. */
export function nextSigningAlert({ state, remindAt, remindedAt, dueAt, lateAt }: Document): string | undefined {
  if (state !== 'signing' || lateAt !== undefined) return undefined;
  return remindedAt === undefined ? remindAt : dueAt;
}

/** Reminders and latenesses whose instant has come: each is told once for each signature. */
export function signingAlerts(dossier: Dossier, { now }: Pick<DecisionContext, 'now'>): DossierEvent[] {
  return Object.values(dossier.documents)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .flatMap((each) => alertsOf(each, toIso(now)));
}

function alertsOf(document: Document, now: string): DossierEvent[] {
  const turn = turnOf(document);
  const at = nextSigningAlert(document);
  if (turn === undefined || at === undefined || at > now) return [];
  const { id: documentId, agency, stepId, dueAt } = document;
  const { officer } = turn.signer;
  const about = { documentId, agency, ...(stepId !== undefined && { stepId }), ...(officer !== undefined && { officer }), dueAt };
  return [{ type: dueAt <= now ? 'DocumentSigningLate' : 'DocumentSigningReminded', ...about }];
}

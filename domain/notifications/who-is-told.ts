import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent, RecordedEvent } from '#domain/dossiers/event';

/**
 * The codes of the agencies that must learn of an event, each once; empty when it is nobody's work but the citizen's.
 * `dossier` is the state after the event or later.
 */
export function whoIsTold({ event }: Pick<RecordedEvent, 'event'>, dossier: Dossier): readonly string[] {
  return [...new Set(isOfDocument(event) ? agencyOfDocument(event, dossier) : agencies(event, dossier))];
}

type DocumentEvent = Extract<DossierEvent, { type: `Document${string}` }>;

function isOfDocument(event: DossierEvent): event is DocumentEvent {
  return event.type.startsWith('Document');
}

/** Whoever drafts a document follows it: its people sign, and its head answers for what lies unsigned. A signed form 04 is the desk's to hand on. */
function agencyOfDocument(event: DocumentEvent, { documents, receivingAgency }: Dossier): readonly string[] {
  const document = documents[event.type === 'DocumentDrafted' ? event.document.id : event.documentId];
  if (document === undefined) return [];
  return event.type === 'DocumentIssued' && document.kind === 'form-04' ? [document.agency, receivingAgency] : [document.agency];
}

function agencies(event: Exclude<DossierEvent, DocumentEvent>, dossier: Dossier): readonly string[] {
  switch (event.type) {
    case 'StepOpened':
      return [event.step.agency];
    case 'StepReopened':
    case 'StepCancelled':
      return agencyOfStep(dossier, event.stepId);
    case 'StepAskedAgain':
      // The agency fetches the data anew; the desk's people look at what does not fit.
      return [event.agency, dossier.receivingAgency];
    case 'OpinionsRequested':
      return Object.keys(event.consultation.opinions);
    case 'ConsultationEscalated':
      return [...event.silentAgencies, ...agencyThatAsked(dossier, event.consultationId)];
    case 'ConsultationClosed':
      return agencyThatAsked(dossier, event.consultationId);
    case 'DossierSupplemented':
      // With a reception limit the desk has to look again; without one the step is reopened by an event of its own.
      return event.receptionDueAt === undefined ? [] : [dossier.receivingAgency];
    case 'PapersChecked':
    case 'DossierSubmitted':
    case 'DossierSettled':
      return [dossier.receivingAgency];
    case 'DossierWithdrawn':
    case 'DossierStopped':
      return [dossier.receivingAgency, ...agenciesAtWork(dossier)];
    case 'SlaAtRisk':
    case 'SlaBreached':
    case 'LatenessEscalated':
      return [event.agency];
    case 'CheckpointReached':
    case 'DossierReappointed':
    case 'ClockSuspended':
    case 'SuspensionLifted':
      return [dossier.receivingAgency, ...agenciesAtWork(dossier)];
    case 'StepReassigned':
      return [event.from, event.agency];
    case 'DatesRecounted':
      return event.moves.flatMap(({ what, id = '' }) => (what === 'step' ? agencyOfStep(dossier, id) : [dossier.receivingAgency]));
    case 'DossierCreated':
    case 'PapersGranted':
    case 'PapersReused':
    case 'PapersDigitised':
    case 'DossierAccepted':
    case 'SupplementRequested':
    case 'DossierRefused':
    case 'StepAnswered':
    case 'ObligationNotified':
    case 'OpinionGiven':
    case 'OpinionDeemedAgreed':
    case 'LatenessAcknowledged':
    case 'ResultHandedOver':
    case 'DossierBundled':
      return [];
  }
}

function agencyOfStep(dossier: Dossier, stepId: string): readonly string[] {
  const step = dossier.steps[stepId];
  return step === undefined ? [] : [step.agency];
}

function agencyThatAsked(dossier: Dossier, consultationId: string): readonly string[] {
  const consultation = dossier.consultations[consultationId];
  return consultation === undefined ? [] : agencyOfStep(dossier, consultation.stepId);
}

function agenciesAtWork(dossier: Dossier): readonly string[] {
  return Object.values(dossier.steps).filter((step) => step.state === 'open' || step.state === 'returned').map((step) => step.agency);
}

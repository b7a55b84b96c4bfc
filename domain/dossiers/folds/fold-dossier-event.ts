import type { Dossier } from '#domain/dossiers/dossier';
import type { RecordedEvent } from '#domain/dossiers/event';
import { foldAlert } from '#domain/dossiers/folds/fold-alert';
import { foldClock } from '#domain/dossiers/folds/fold-clock';
import { foldConsultation } from '#domain/dossiers/folds/fold-consultation';
import { foldDocument } from '#domain/dossiers/folds/fold-document';
import { foldEnding } from '#domain/dossiers/folds/fold-ending';
import { foldPapers } from '#domain/dossiers/folds/fold-papers';
import { foldReception } from '#domain/dossiers/folds/fold-reception';
import { foldWork } from '#domain/dossiers/folds/fold-work';

/** The state after the event, or nothing when the event cannot follow. Each fold owns a part of the life; exactly one answers. */
export function foldDossierEvent(dossier: Dossier, { event, at, by }: Pick<RecordedEvent, 'event' | 'at' | 'by'>): Dossier | undefined {
  switch (event.type) {
    case 'DossierCreated':
      return undefined;
    case 'PapersDigitised':
      return foldPapers(dossier, event, { at, by: by.id });
    case 'PapersGranted':
    case 'PapersChecked':
    case 'PapersReused':
    case 'DossierSubmitted':
    case 'DossierAccepted':
    case 'SupplementRequested':
    case 'DossierSupplemented':
      return foldReception(dossier, event, at);
    case 'StepOpened':
    case 'StepReopened':
    case 'StepAnswered':
    case 'StepAskedAgain':
    case 'StepCancelled':
    case 'ObligationNotified':
      return foldWork(dossier, event, at);
    case 'SlaAtRisk':
    case 'SlaBreached':
    case 'CheckpointReached':
    case 'LatenessEscalated':
    case 'LatenessAcknowledged':
      return foldAlert(dossier, event, { at, by: by.id });
    case 'DossierReappointed':
    case 'ClockSuspended':
    case 'SuspensionLifted':
    case 'StepReassigned':
    case 'DatesRecounted':
      return foldClock(dossier, event, at);
    case 'OpinionsRequested':
    case 'OpinionGiven':
    case 'OpinionDeemedAgreed':
    case 'ConsultationEscalated':
    case 'ConsultationClosed':
      return foldConsultation(dossier, event, at);
    case 'DocumentDrafted':
    case 'DocumentSigned':
    case 'DocumentSigningRefused':
    case 'DocumentSigningDelegated':
    case 'DocumentSigningReminded':
    case 'DocumentSigningLate':
    case 'DocumentIssued':
    case 'DocumentWithdrawn':
      return foldDocument(dossier, event, at);
    case 'DossierSettled':
    case 'ResultHandedOver':
    case 'DossierRefused':
    case 'DossierWithdrawn':
    case 'DossierStopped':
    case 'DossierBundled':
      return foldEnding(dossier, event, at);
  }
}

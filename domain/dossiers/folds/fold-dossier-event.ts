import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { foldConsultation } from '#domain/dossiers/folds/fold-consultation';
import { foldEnding } from '#domain/dossiers/folds/fold-ending';
import { foldReception } from '#domain/dossiers/folds/fold-reception';
import { foldWork } from '#domain/dossiers/folds/fold-work';

/** The state after the event, or nothing when the event cannot follow. Each fold owns a part of the life; exactly one answers. */
export function foldDossierEvent(dossier: Dossier, event: DossierEvent, at: string): Dossier | undefined {
  switch (event.type) {
    case 'DossierCreated':
      return undefined;
    case 'PapersGranted':
    case 'DossierSubmitted':
    case 'DossierAccepted':
    case 'SupplementRequested':
    case 'DossierSupplemented':
      return foldReception(dossier, event, at);
    case 'StepOpened':
    case 'StepReopened':
    case 'StepAnswered':
    case 'StepCancelled':
    case 'ObligationNotified':
    case 'SlaAtRisk':
    case 'SlaBreached':
      return foldWork(dossier, event, at);
    case 'OpinionsRequested':
    case 'OpinionGiven':
    case 'OpinionDeemedAgreed':
    case 'ConsultationEscalated':
    case 'ConsultationClosed':
      return foldConsultation(dossier, event, at);
    case 'DossierSettled':
    case 'ResultHandedOver':
    case 'DossierRefused':
    case 'DossierWithdrawn':
    case 'DossierStopped':
      return foldEnding(dossier, event, at);
  }
}


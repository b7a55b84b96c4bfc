import type { DossierEventType } from '#domain/dossiers/event';

/** What a partner is told of the dossiers it handed in: what an applicant would hear at the counter, and nothing of who works on it inside. */
const PROGRESS: ReadonlySet<DossierEventType> = new Set([
  'DossierSubmitted',
  'PapersChecked',
  'DossierAccepted',
  'SupplementRequested',
  'DossierSupplemented',
  'DossierRefused',
  'ObligationNotified',
  'DossierReappointed',
  'DocumentIssued',
  'ClockSuspended',
  'SuspensionLifted',
  'DatesRecounted',
  'DossierSettled',
  'ResultHandedOver',
  'DossierWithdrawn',
  'DossierStopped',
] satisfies readonly DossierEventType[]);

export function isProgressForApplicant(type: DossierEventType): boolean {
  return PROGRESS.has(type);
}

import type { DossierIn, WorkingDossier } from '#domain/dossiers/dossier';
import { workingStatus } from '#domain/dossiers/folds/with-clock';

/** The dossier without the supplement it waited for, its clock untouched; nothing when it was never accepted. */
export function backToWork(dossier: DossierIn<'awaiting-supplement'>): WorkingDossier | undefined {
  const { supplement: _awaited, acceptedAt, watch, ...rest } = dossier;
  return acceptedAt === undefined || watch === undefined ? undefined : { ...rest, status: workingStatus(dossier.steps), acceptedAt, watch };
}

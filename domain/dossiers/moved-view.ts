import type { Dossier } from '#domain/dossiers/dossier';
import { officialStatus } from '#domain/dossiers/official-status';

/** The short answer to a move: small, because it is kept with the dossier to be given again under the same key (D8). */
export function movedView(dossier: Dossier) {
  return {
    id: dossier.id,
    ...('code' in dossier ? { code: dossier.code } : {}),
    version: dossier.version,
    status: dossier.status,
    officialStatus: officialStatus(dossier.status),
    ...('dueAt' in dossier && dossier.dueAt !== undefined ? { dueAt: dossier.dueAt } : {}),
  };
}

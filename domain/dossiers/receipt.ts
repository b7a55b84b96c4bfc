import type { FiledDossier } from '#domain/dossiers/dossier';
import { movedView } from '#domain/dossiers/moved-view';

/** What was handed in, with the SHA-256 of each paper as the server computed it (design §1.1). */
export function receipt(dossier: FiledDossier) {
  return {
    ...movedView(dossier),
    submittedAt: dossier.submittedAt,
    receivingAgency: dossier.receivingAgency,
    decisionBy: dossier.receptionDueAt,
    /** Opens the account of every date to whoever holds this receipt. */
    deadlines: `/v1/lookup/${dossier.code}/deadlines?receipt=${dossier.id}`,
    papers: Object.values(dossier.papers).map(({ id, slot, sizeBytes, sha256 }) => ({ id, slot, sizeBytes, sha256 })),
  };
}

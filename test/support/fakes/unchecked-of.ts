import type { Dossier } from '#domain/dossiers/dossier';
import type { UncheckedPaper } from '#domain/dossiers/dossier-store';

/** Papers of a dossier that came in and that nobody has looked into. */
export function uncheckedOf({ id: dossierId, papers }: Dossier): UncheckedPaper[] {
  return Object.values(papers).flatMap(({ id: paperId, state, check, receivedAt }) => (state === 'received' && check === undefined && receivedAt !== undefined ? [{ dossierId, paperId, receivedAt }] : []));
}

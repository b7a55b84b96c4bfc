import type { Dossier } from '#domain/dossiers/dossier';
import { movedView } from '#domain/dossiers/moved-view';

/** The answer to most moves: where the dossier stands now. */
export function answerMoved(dossier: Dossier): { status: number; body: unknown } {
  return { status: 200, body: movedView(dossier) };
}

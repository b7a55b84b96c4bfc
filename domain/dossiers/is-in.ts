import type { Dossier, DossierStatus } from '#domain/dossiers/dossier';

/** Is the dossier in one of these states? Narrows its type to them. */
export function isIn<Status extends DossierStatus>(dossier: Dossier, ...allowed: readonly Status[]): dossier is Extract<Dossier, { status: Status }> {
  return allowed.some((status) => status === dossier.status);
}

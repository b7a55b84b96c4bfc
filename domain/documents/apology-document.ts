import type { Dossier } from '#domain/dossiers/dossier';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { Apology } from '#domain/dossiers/apology';

/**
 * The id of form 04 about the nth apology of a dossier: the same for whoever drafts it, so that it is drafted once. Ids of
 * results are made of hashes and never look like it.
 */
export function apologyDocumentId(nth: number): string {
  return `doc-04${String(nth).padStart(22, '0')}`;
}

/** Whether an id is one of form 04. */
export function isApologyDocument(documentId: string): boolean {
  return /^doc-04\d{22}$/.test(documentId);
}

/** Which apology an instant of its sending belongs to, counted from 1; nothing when the dossier has none of it. */
export function nthApology(dossier: Dossier, { at }: Pick<Apology, 'at'>): number | undefined {
  const index = apologiesOf(dossier).findIndex((each) => each.at === at);
  return index < 0 ? undefined : index + 1;
}

/** The apology whose form 04 is still to be drafted under this id. One that a later apology has overtaken is drafted no more. */
export function apologyToDraft(dossier: Dossier, documentId: string): Apology | undefined {
  const apologies = apologiesOf(dossier);
  const isWanted = documentId === apologyDocumentId(apologies.length) && ownEntry(dossier.documents, documentId) === undefined;
  return isWanted ? apologies.at(-1) : undefined;
}

function apologiesOf(dossier: Dossier): readonly Apology[] {
  return 'apologies' in dossier ? dossier.apologies : [];
}

import type { PaperIntake, QuarantinedPaper } from '#domain/documents/paper-intake';
import type { Dossier } from '#domain/dossiers/dossier';
import { ownEntry } from '#domain/dossiers/own-entry';
import { logFailure } from '#functions/platform/logger';

/**
 * Removes from quarantine what the record says is in the vault: two copies are paid for twice and have to be guarded twice.
 * What cannot be removed now goes by the bucket's rule, and holds nobody up.
 */
export async function clearKept(intake: Pick<PaperIntake, 'clear'>, dossier: Dossier | undefined, papers: readonly QuarantinedPaper[]): Promise<void> {
  const kept = papers.filter(({ paperId }) => dossier !== undefined && ownEntry(dossier.papers, paperId)?.check?.outcome === 'accepted');
  if (kept.length === 0) return;
  try {
    await intake.clear(kept);
  } catch (error) {
    logFailure('Accepted papers were not removed from quarantine', error);
  }
}

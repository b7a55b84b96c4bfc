import type { CheckedPaper, RecordPaperCheck } from '#domain/dossiers/command';
import { refusedPapers } from '#domain/dossiers/checked-papers';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent, EventOf } from '#domain/dossiers/event';
import { calendarOf, dueAfter } from '#domain/dossiers/legal-clock';
import { ownEntry } from '#domain/dossiers/own-entry';
import { toIso } from '#domain/kernel/instant';

/**
 * Notes what was found in papers. The first look is final, so that telling it twice does nothing. Once a dossier was handed
 * in, an accepted paper that was granted in place of a refused one is received by this, and the desk has its time anew.
 */
export function recordPaperCheck(dossier: Dossier | undefined, { checked }: RecordPaperCheck, context: DecisionContext): DossierEvent[] {
  if (dossier === undefined || ['returned', 'refused', 'withdrawn', 'stopped'].includes(dossier.status)) return [];
  const fresh = checked.filter(({ paperId }) => ownEntry(dossier.papers, paperId)?.check === undefined && ownEntry(dossier.papers, paperId) !== undefined);
  if (fresh.length === 0) return [];
  const found = fresh.map((each) => noted(dossier, each, context));
  const isFull = dossier.status === 'submitted' && found.some(({ receivedAt }) => receivedAt !== undefined);
  return [{ type: 'PapersChecked', checked: found, ...(isFull && { receptionDueAt: dueAfter(context.now, context.procedure.reception.limit, calendarOf(dossier, context)) }) }];
}

function noted(dossier: Dossier, { paperId, check, objectVersion, vaultVersion }: CheckedPaper, context: DecisionContext): EventOf<'PapersChecked'>['checked'][number] {
  const isReplacement = check.outcome === 'accepted' && takesReplacements(dossier) && replacesRefused(dossier, paperId);
  return { paperId, check, objectVersion, ...(vaultVersion !== undefined && { vaultVersion }), ...(isReplacement && { receivedAt: toIso(context.now) }) };
}

/** States in which a refused paper is replaced by itself; a draft and a supplement are handed in as a whole. */
export function takesReplacements(dossier: Dossier): boolean {
  return ['submitted', 'in-progress', 'awaiting-payment'].includes(dossier.status);
}

function replacesRefused(dossier: Dossier, paperId: string): boolean {
  const paper = ownEntry(dossier.papers, paperId);
  return paper?.state === 'granted' && refusedPapers(dossier.papers).some((refused) => refused.slot === paper.slot && refused.grantedAt < paper.grantedAt);
}

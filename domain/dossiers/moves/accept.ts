import { clockStart } from '#domain/deadlines/clock-start';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { calendarOf, withFacts } from '#domain/dossiers/legal-clock';
import { requireCheckedPapers } from '#domain/dossiers/checked-papers';
import { requireStatus } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';

/**
 * The desk accepts: form 01 and the promised instant. The term counts from the receipt of the full dossier,
 * not from the officer's click (domain.md §3.1), shifted by the procedure's cut-off.
 */
export function accept(dossier: Dossier | undefined, context: DecisionContext): DossierEvent[] {
  const submitted = requireStatus(dossier, ['submitted'], {
    vi: 'Chỉ tiếp nhận hồ sơ mới nộp.',
    en: 'Only a dossier that was handed in and waits at the desk can be accepted.',
  });
  requireCheckedPapers(submitted);
  const start = clockStart(Temporal.Instant.from(submitted.receivedAt), context.procedure.cutOff, calendarOf(submitted, context));
  return [{ type: 'DossierAccepted', ...withFacts(submitted, [{ kind: 'started', at: toIso(start) }], context) }];
}

import type { AcknowledgeLateness } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { ownEntry } from '#domain/dossiers/own-entry';
import { requireStatus } from '#domain/dossiers/violations';
import { DomainError } from '#domain/kernel/domain-error';

/** Who was told of a lateness takes note: an officer of the agency told, for a head's rung the head. The lateness goes on all the same. */
export function acknowledgeLateness(dossier: Dossier | undefined, { stepId, rung, agency, roles }: AcknowledgeLateness): DossierEvent[] {
  const late = requireStatus(dossier, ['submitted', 'in-progress', 'awaiting-payment', 'awaiting-supplement'], {
    vi: 'Hồ sơ không còn chờ ai.',
    en: 'The dossier waits for nobody any more.',
  });
  const watch = stepId === undefined ? late.receptionWatch : ownEntry(late.steps, stepId)?.watch;
  const told = watch?.ladder.find((each) => each.rung === rung && each.agency === agency);
  if (watch === undefined || told === undefined) throw notTold();
  if (!mayTakeNote(rung, roles)) throw rungOfAnother(rung);
  if (told.acknowledgedAt !== undefined) return [];
  return [{ type: 'LatenessAcknowledged', what: stepId === undefined ? 'reception' : 'step', ...(stepId !== undefined && { stepId }), rung, epoch: watch.epoch }];
}

/** Any officer of the agency takes note on the officer's rung; on a head's only who holds the role of that name. */
function mayTakeNote(rung: string, roles: readonly string[]): boolean {
  return rung === 'officer' || roles.includes(rung === 'province' ? 'province-head' : rung);
}

function notTold(): DomainError {
  return new DomainError({ kind: 'not-found', code: 'lateness-not-told', mend: { vi: 'Cơ quan chưa được báo chậm ở nấc này.', en: 'Your agency was not told of a lateness on this rung.' } });
}

function rungOfAnother(rung: string): DomainError {
  return new DomainError({ kind: 'forbidden', code: 'rung-of-another', mend: { vi: `Chỉ người giữ vai trò "${rung}" xác nhận nấc này.`, en: `Only who holds the role "${rung}" takes note on this rung.` } });
}

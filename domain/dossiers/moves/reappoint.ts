import { addTerm } from '#domain/deadlines/add-term';
import { apologyBy } from '#domain/dossiers/alerts';
import type { Reappoint } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import type { Dossier, DossierIn } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { calendarOf, withFacts } from '#domain/dossiers/legal-clock';
import type { Apology } from '#domain/dossiers/apology';
import { requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';

type Promised = DossierIn<'in-progress'>;

/**
 * The agency cannot keep the appointment: it apologises with its reason and gives a new one, not more often than the
 * procedure allows (Decree 61/2018 Art. 19(9): once). The end of the term itself does not move; the promised instant does.
 */
export function reappoint(dossier: Dossier | undefined, command: Reappoint, context: DecisionContext): DossierEvent[] {
  const promised = requireStatus(dossier, ['in-progress'], {
    vi: 'Chỉ xin lỗi và hẹn lại khi hồ sơ đang được giải quyết.',
    en: 'An apology with a new appointment is for a dossier that agencies work on.',
  });
  const { lateness } = context.procedure;
  if (promised.apologies.length >= lateness.maxReappointments) {
    throw ruleBroken('already-reappointed', {
      vi: `Chỉ được hẹn lại ${lateness.maxReappointments} lần (${lateness.legalBasis.cites}).`,
      en: `A new appointment may be given ${lateness.maxReappointments} time(s) (${lateness.legalBasis.cites}); settle the dossier as soon as can be.`,
    });
  }
  if (promised.dueAt === undefined) {
    throw ruleBroken('clock-stands-still', { vi: 'Thời hạn đang tạm dừng, chưa có ngày hẹn để dời.', en: 'The clock stands still, so there is no appointment to move; wait until it runs.' });
  }
  const apology = apologyFor(promised, promised.dueAt, { command, context });
  return [{ type: 'DossierReappointed', apology, ...withFacts(promised, [{ kind: 'extended', at: apology.at, until: apology.newDueAt }], context) }];
}

function apologyFor(dossier: Promised, dueAt: string, { command, context }: { readonly command: Reappoint; readonly context: DecisionContext }): Apology {
  const at = toIso(context.now);
  const from = Temporal.Instant.from(at > dueAt ? at : dueAt);
  const newDueAt = toIso(addTerm(from, command.extension, calendarOf(dossier, context)));
  return { reason: command.reason, missedDueAt: dueAt, newDueAt, at, inTime: isInTime(dossier, dueAt, context), agency: command.by.agency ?? dossier.receivingAgency };
}

/** In time is by the instant the procedure sets before the term ends, or on the day it ends where the procedure says so. */
function isInTime(dossier: Promised, dueAt: string, context: DecisionContext): boolean {
  if (context.procedure.lateness.apology.when === 'AT_DUE') return dayOfReceipt(context.now) <= dayOfReceipt(Temporal.Instant.from(dueAt));
  return apologyBy(dossier, context).some((latest) => toIso(context.now) <= latest);
}

import type { ClockFact } from '#domain/deadlines/clock-fact';
import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Consultation } from '#domain/dossiers/parts';

/** A consultation goes by the calendar of the agency that asks: all who are asked have the same term (Decree 61/2018 Art. 19(5)). */
export function consultationCalendar({ steps, receivingAgency }: Dossier, { stepId }: { readonly stepId: string }, { calendars }: Pick<DecisionContext, 'calendars'>): WorkingCalendar {
  return calendars.of(steps[stepId]?.agency ?? receivingAgency);
}

/** What happened to a consultation's clock. */
export function consultationFacts({ askedAt, closedAt }: Consultation): ClockFact[] {
  return [{ kind: 'started', at: askedAt }, ...(closedAt === undefined ? [] : [{ kind: 'ended' as const, at: closedAt }])];
}

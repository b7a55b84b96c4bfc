import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Consultation } from '#domain/dossiers/parts';
import { toIso } from '#domain/kernel/instant';

/** What the silence of consulted agencies means once their limit has passed (domain.md §3.7). */
export function silenceSpeaks(dossier: Dossier, context: DecisionContext): DossierEvent[] {
  return Object.values(dossier.consultations)
    .filter((each) => each.state === 'open' && isPastLimit(each, context))
    .flatMap((each) => (each.onSilence === 'ESCALATE' ? [escalated(each)] : meaningOfSilence(each, context)));
}

/** Is nothing said later heard, because silence has a meaning by now? An escalated consultation still takes opinions. */
export function hasSilenceSpoken(consultation: Consultation, context: DecisionContext): boolean {
  return consultation.onSilence !== 'ESCALATE' && isPastLimit(consultation, context);
}

export function isPastLimit({ dueAt }: Consultation, context: DecisionContext): boolean {
  return dueAt <= toIso(context.now);
}

/**
 * Ends what is left of the consultations that `concerns` picks, because their step is answered or nobody works any more.
 * Silence whose limit has passed gets its meaning, whether or not a machine has looked since.
 */
export function endConsultations(dossier: Dossier, concerns: (consultation: Consultation) => boolean, context: DecisionContext): DossierEvent[] {
  return Object.values(dossier.consultations)
    .filter((each) => each.state !== 'closed' && concerns(each))
    .flatMap((each) => (hasSilenceSpoken(each, context) ? meaningOfSilence(each, context) : [closed(each, context)]));
}

/** Ends a consultation. Silent is who had not spoken when the limit passed; before it nobody is, only no longer needed. */
export function closed(consultation: Consultation, context: DecisionContext, speaker?: string): DossierEvent {
  const silent = isPastLimit(consultation, context) ? stillAsked(consultation).filter((agency) => agency !== speaker) : [];
  return { type: 'ConsultationClosed', consultationId: consultation.id, silentAgencies: silent };
}

function escalated(consultation: Consultation): DossierEvent {
  return { type: 'ConsultationEscalated', consultationId: consultation.id, silentAgencies: stillAsked(consultation) };
}

function meaningOfSilence(consultation: Consultation, context: DecisionContext): DossierEvent[] {
  if (consultation.onSilence !== 'DEEMED_AGREED') return [closed(consultation, context)];
  const consultationId = consultation.id;
  return [
    ...stillAsked(consultation).map((agency): DossierEvent => ({ type: 'OpinionDeemedAgreed', consultationId, agency })),
    { type: 'ConsultationClosed', consultationId, silentAgencies: [] },
  ];
}

/** In the order of their codes: a map that was stored and read again has no order of its own, and the same state must decide alike. */
function stillAsked({ opinions }: Consultation): string[] {
  return Object.entries(opinions).flatMap(([agency, each]) => (each.state === 'asked' ? [agency] : [])).toSorted();
}

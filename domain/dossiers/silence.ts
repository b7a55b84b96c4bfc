import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Consultation } from '#domain/dossiers/parts';
import { toIso } from '#domain/kernel/instant';

/** What the silence of consulted agencies means once their limit has passed (domain.md §3.7). */
export function silenceSpeaks(dossier: Dossier, context: DecisionContext): DossierEvent[] {
  const now = toIso(context.now);
  return Object.values(dossier.consultations)
    .filter((each) => each.state === 'open' && each.dueAt <= now)
    .flatMap(meaningOfSilence);
}

function meaningOfSilence(consultation: Consultation): DossierEvent[] {
  const consultationId = consultation.id;
  const silent = Object.entries(consultation.opinions).flatMap(([agency, each]) => (each.state === 'asked' ? [agency] : []));
  switch (consultation.onSilence) {
    case 'DEEMED_AGREED':
      return [
        ...silent.map((agency): DossierEvent => ({ type: 'OpinionDeemedAgreed', consultationId, agency })),
        { type: 'ConsultationClosed', consultationId, silentAgencies: [] },
      ];
    case 'CONTINUE_WITHOUT':
      return [{ type: 'ConsultationClosed', consultationId, silentAgencies: silent }];
    case 'ESCALATE':
      return [{ type: 'ConsultationEscalated', consultationId, silentAgencies: silent }];
  }
}

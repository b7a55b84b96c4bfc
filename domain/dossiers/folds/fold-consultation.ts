import type { Dossier } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';
import type { Consultation, Opinion } from '#domain/dossiers/parts';

type LaterEvent = EventOf<'OpinionGiven' | 'OpinionDeemedAgreed' | 'ConsultationEscalated' | 'ConsultationClosed'>;

/** Opinions asked, given, deemed given; every change bumps the consultation's revision. */
export function foldConsultation(dossier: Dossier, event: EventOf<'OpinionsRequested'> | LaterEvent, at: string): Dossier | undefined {
  if (event.type === 'OpinionsRequested') {
    return { ...dossier, consultations: { ...dossier.consultations, [event.consultation.id]: event.consultation } };
  }
  const before = dossier.consultations[event.consultationId];
  if (before === undefined) return undefined;
  const after = { ...changed(before, event, at), revision: before.revision + 1 };
  return { ...dossier, consultations: { ...dossier.consultations, [before.id]: after } };
}

function changed(consultation: Consultation, event: LaterEvent, at: string): Consultation {
  switch (event.type) {
    case 'OpinionGiven':
      return withOpinion(consultation, event.agency, { state: 'given', verdict: event.verdict, at, ...(event.text === undefined ? {} : { text: event.text }) });
    case 'OpinionDeemedAgreed':
      return withOpinion(consultation, event.agency, { state: 'deemed-agreed', verdict: 'agree', at });
    case 'ConsultationEscalated':
      return { ...consultation, state: 'escalated' };
    case 'ConsultationClosed':
      return event.silentAgencies.reduce<Consultation>((each, agency) => withOpinion(each, agency, { state: 'silent', at }), { ...consultation, state: 'closed', closedAt: at });
  }
}

function withOpinion(consultation: Consultation, agency: string, opinion: Opinion): Consultation {
  return { ...consultation, opinions: { ...consultation.opinions, [agency]: opinion } };
}

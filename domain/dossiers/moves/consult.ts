import type { DecisionContext } from '#domain/dossiers/context';
import type { GiveOpinion, RequestOpinions } from '#domain/dossiers/command';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Consultation } from '#domain/dossiers/parts';
import { dueAfter } from '#domain/dossiers/legal-clock';
import { consultationCalendar } from '#domain/dossiers/consultation-clock';
import { ownEntry } from '#domain/dossiers/own-entry';
import { closed, hasSilenceSpoken } from '#domain/dossiers/silence';
import { requireOpenStep, requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import type { ConsultationDefinition } from '#domain/procedures/procedure';
import { stepDefinition } from '#domain/routing/next-stage';

const WORKING = ['in-progress', 'awaiting-payment', 'awaiting-supplement'] as const;
const ENDED = { vi: 'Hồ sơ không còn lấy ý kiến.', en: 'No opinions are asked for in this dossier any more.' };

/** The agency of a step asks the others, all at once, each with the same content and term (Decree 61/2018 Art. 19(5)). */
export function requestOpinions(dossier: Dossier | undefined, command: RequestOpinions, context: DecisionContext): DossierEvent[] {
  const working = requireStatus(dossier, WORKING, ENDED);
  const step = requireOpenStep(working.steps, command.stepId);
  const definition = stepDefinition(context.procedure, step.id)?.consultations.find((each) => each.id === command.consultationId);
  if (definition === undefined) {
    throw ruleBroken('consultation-not-foreseen', { vi: 'Thủ tục không quy định lấy ý kiến này ở bước này.', en: 'The procedure foresees no such consultation at this step.' }, [
      { pointer: '/consultationId', problem: 'unknown at this step' },
    ]);
  }
  if (working.consultations[definition.id] !== undefined) {
    throw ruleBroken('consultation-already-asked', { vi: 'Đã lấy ý kiến này rồi.', en: 'These opinions were asked for already; read the step for the answers.' });
  }
  return [{ type: 'OpinionsRequested', consultation: opened(working, definition, { command, context }) }];
}

function opened(dossier: FiledDossier, definition: ConsultationDefinition, { command, context }: { command: RequestOpinions; context: DecisionContext }): Consultation {
  const agencies = [...new Set(definition.agencyRoles.map((role) => dossier.roles[role]).filter((agency) => agency !== undefined))];
  if (agencies.length === 0) {
    throw ruleBroken('no-agency-for-role', { vi: 'Không có cơ quan nào để lấy ý kiến tại địa bàn này.', en: 'No agency stands for any of the roles to be asked; answer without these opinions.' });
  }
  return {
    id: definition.id,
    stepId: command.stepId,
    question: command.question ?? definition.question.vi,
    askedAt: toIso(context.now),
    dueAt: dueAfter(context.now, definition.limit, consultationCalendar(dossier, command, context)),
    onSilence: definition.onSilence,
    quorum: Math.min(definition.quorum ?? agencies.length, agencies.length),
    revision: 1,
    state: 'open',
    opinions: Object.fromEntries(agencies.map((agency) => [agency, { state: 'asked' }])),
  };
}

/** A consulted agency answers; the last opinion needed closes the consultation. */
export function giveOpinion(dossier: Dossier | undefined, command: GiveOpinion, context: DecisionContext): DossierEvent[] {
  const working = requireStatus(dossier, WORKING, ENDED);
  const consultation = ownEntry(working.consultations, command.consultationId);
  const asked = consultation === undefined ? undefined : ownEntry(consultation.opinions, command.agency);
  if (consultation === undefined || asked === undefined) {
    throw new DomainError({ kind: 'not-found', code: 'consultation-not-found', mend: { vi: 'Cơ quan không được hỏi ý kiến này.', en: 'Your agency was not asked for this opinion.' } });
  }
  if (consultation.state === 'closed' || asked.state === 'given' || hasSilenceSpoken(consultation, context)) {
    throw new DomainError({
      kind: 'forbidden-by-state',
      code: 'opinion-not-awaited',
      mend: { vi: 'Ý kiến này không còn được chờ.', en: 'This opinion is no longer awaited: it was given, or its limit has passed.' },
    });
  }
  const given: DossierEvent = {
    type: 'OpinionGiven',
    consultationId: consultation.id,
    agency: command.agency,
    verdict: command.verdict,
    ...(command.text === undefined ? {} : { text: command.text }),
  };
  const already = Object.values(consultation.opinions).filter((each) => each.state === 'given').length;
  return already + 1 < consultation.quorum ? [given] : [given, closed(consultation, context, command.agency)];
}

import type { Dossier } from '#domain/dossiers/dossier';
import { officialStatus } from '#domain/dossiers/official-status';
import type { Consultation, Step } from '#domain/dossiers/parts';

/** A dossier as the API shows it to those who may read it; the application (personal data) only to those who may read that too. */
export function dossierView(dossier: Dossier, { withApplication }: { readonly withApplication: boolean }) {
  const { id, version, status, procedure, caseId, choices, channel, place, receivingAgency, createdAt, application } = dossier;
  return {
    id,
    version,
    status,
    officialStatus: officialStatus(status),
    procedure,
    caseId,
    choices,
    channel,
    place,
    receivingAgency,
    createdAt,
    ...(withApplication ? { application } : {}),
    papers: Object.values(dossier.papers).map(({ id: paperId, slot, fileName, contentType, sizeBytes, sha256, state }) => ({ id: paperId, slot, fileName, contentType, sizeBytes, sha256, state })),
    steps: Object.values(dossier.steps).map(stepView),
    consultations: Object.values(dossier.consultations).map(consultationView),
    ...filedView(dossier),
    ...outcomeView(dossier),
  };
}

function filedView(dossier: Dossier) {
  if (dossier.status === 'draft') return {};
  const { code, submittedAt, receivedAt, receptionDueAt, supplementRequests } = dossier;
  return {
    code,
    submittedAt,
    receivedAt,
    receptionDueAt,
    supplementRequests,
    acceptedAt: 'acceptedAt' in dossier ? dossier.acceptedAt : undefined,
    dueAt: 'dueAt' in dossier ? dossier.dueAt : undefined,
    clock: 'clock' in dossier ? dossier.clock : [],
    supplement: 'supplement' in dossier ? dossier.supplement : undefined,
    suspension: 'suspension' in dossier ? dossier.suspension : undefined,
    apologies: 'apologies' in dossier ? dossier.apologies : [],
  };
}

function outcomeView(dossier: Dossier) {
  switch (dossier.status) {
    case 'settled':
    case 'returned':
      return { settledAt: dossier.settledAt, outcome: dossier.outcome, results: dossier.results, reasons: dossier.reasons, timing: dossier.timing };
    case 'refused':
    case 'withdrawn':
    case 'stopped':
      return { endedAt: dossier.endedAt, reasons: dossier.reasons };
    default:
      return {};
  }
}

/** One agency's step: what is asked of it, by when, and what it answered. */
export function stepView(step: Step) {
  const { id, stageId, agency, officer, kind, round, state, openedAt, atRiskAt, dueAt, obligation, timing, watch, askedAgain = [] } = step;
  const answer = step.answer === undefined ? undefined : { outcome: step.answer.outcome, at: step.answer.at, reasons: step.answer.reasons, resultReference: step.answer.resultReference };
  return { id, stageId, agency, officer, kind, round, state, openedAt, atRiskAt, dueAt, lateness: watch.ladder, obligation, timing, askedAgain, answer };
}

/** Who was asked, by when, and what each said or what its silence meant. */
export function consultationView(consultation: Consultation) {
  const { id, stepId, question, askedAt, dueAt, onSilence, quorum, state, opinions } = consultation;
  return { id, stepId, question, askedAt, dueAt, onSilence, quorum, state, opinions };
}

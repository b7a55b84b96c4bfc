import * as z from 'zod';
import { clockFact } from '#domain/deadlines/clock-fact';
import { dossierStatus, type Dossier } from '#domain/dossiers/dossier';
import { officialStatus, shownOfficialStatus } from '#domain/dossiers/official-status';
import { apology } from '#domain/dossiers/apology';
import { application, askedAgain, consultation, dossierId, result, settlementTiming, step, stepAnswer, supplementRequest, suspension, toldRung, type Consultation, type Step } from '#domain/dossiers/parts';
import { paperView, shownPaper } from '#domain/dossiers/paper-view';
import { isoInstant } from '#domain/kernel/instant';
import { channel } from '#domain/procedures/procedure';

const agency = z.string().max(35);

/** One agency's step as the API shows it: without who answered, and without the clock that `deadlines` explains. */
export const shownStep = step
  .pick({ id: true, stageId: true, agency: true, officer: true, kind: true, round: true, state: true, openedAt: true, atRiskAt: true, dueAt: true, obligation: true, timing: true })
  .extend({ lateness: z.array(toldRung).max(100), askedAgain: z.array(askedAgain).max(100).meta({ description: 'When its agency found its data incoherent and asked for it again.' }), answer: stepAnswer.pick({ outcome: true, at: true, reasons: true, resultReference: true }).optional() })
  .meta({ id: 'Step', description: 'What one agency owes to the dossier, by when, and what it answered.' });

export const shownConsultation = consultation
  .pick({ id: true, stepId: true, question: true, askedAt: true, dueAt: true, onSilence: true, quorum: true, state: true, opinions: true })
  .meta({ id: 'Consultation', description: 'Who was asked for an opinion, by when, and what each said or what its silence meant.' });

const draft = {
  id: dossierId,
  version: z.number().int().positive().max(1e9).meta({ description: 'Grows with every event; the same number is the ETag.' }),
  status: dossierStatus,
  officialStatus: shownOfficialStatus.optional(),
  procedure: z.object({ code: z.string().max(40), version: z.number().int().positive().max(1e6) }).strict(),
  caseId: z.string().max(100),
  choices: z.record(z.string().max(100), z.string().max(100)),
  channel,
  place: z.object({ commune: agency, province: agency }).strict(),
  receivingAgency: agency,
  createdAt: isoInstant,
  application: application.optional().meta({ description: 'Personal data; only for those who may read the application.' }),
  papers: z.array(shownPaper).max(100),
  steps: z.array(shownStep).max(100),
  consultations: z.array(shownConsultation).max(100),
};

const filed = {
  code: z.string().max(60).optional().meta({ description: 'The issued code, from the hand-in on.' }),
  submittedAt: isoInstant.optional(),
  receivedAt: isoInstant.optional().meta({ description: 'When the dossier was last full: the hand-in, or the supplement after it.' }),
  receptionDueAt: isoInstant.optional().meta({ description: 'By when the desk accepts, asks or refuses.' }),
  supplementRequests: z.number().int().nonnegative().max(100).optional(),
  acceptedAt: isoInstant.optional(),
  dueAt: isoInstant.optional().meta({ description: 'The promised instant; absent before acceptance and while the clock stands still.' }),
  clock: z.array(clockFact).max(1000).optional(),
  supplement: supplementRequest.optional().meta({ description: 'What the applicant has to supply, while that is outstanding.' }),
  suspension: suspension.optional(),
  apologies: z.array(apology).max(20).optional(),
};

const outcome = {
  settledAt: isoInstant.optional(),
  outcome: z.enum(['granted', 'partially-granted', 'refused']).optional(),
  results: z.array(result).max(100).optional(),
  timing: settlementTiming.optional(),
  endedAt: isoInstant.optional().meta({ description: 'When it was refused, withdrawn or stopped.' }),
  reasons: z.array(z.string().max(2000)).max(1000).optional(),
};

/** A dossier as the API shows it; what its state cannot have is absent. */
export const shownDossier = z
  .object({ ...draft, ...filed, ...outcome })
  .strict()
  .meta({ id: 'Dossier', description: 'A dossier as it stands. What its state cannot have is absent: a draft has no code, nothing is due before acceptance.' });

/** A dossier as the API shows it to those who may read it; the application (personal data) only to those who may read that too. */
export function dossierView(dossier: Dossier, { withApplication }: { readonly withApplication: boolean }): z.infer<typeof shownDossier> {
  const { id, version, status, procedure, caseId, choices, place, receivingAgency, createdAt } = dossier;
  return {
    id,
    version,
    status,
    officialStatus: officialStatus(status),
    procedure,
    caseId,
    choices,
    channel: dossier.channel,
    place,
    receivingAgency,
    createdAt,
    ...(withApplication ? { application: dossier.application } : {}),
    papers: Object.values(dossier.papers).map((each) => paperView(each, dossier.channel)),
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
export function stepView(asked: Step): z.infer<typeof shownStep> {
  const { id, stageId, agency: owing, officer, kind, round, state, openedAt, atRiskAt, dueAt, obligation, timing, watch, askedAgain: asks = [] } = asked;
  const answer = asked.answer && { outcome: asked.answer.outcome, at: asked.answer.at, reasons: asked.answer.reasons, resultReference: asked.answer.resultReference };
  return { id, stageId, agency: owing, officer, kind, round, state, openedAt, atRiskAt, dueAt, lateness: watch.ladder, obligation, timing, askedAgain: asks, answer };
}

/** Who was asked, by when, and what each said or what its silence meant. */
export function consultationView(held: Consultation): z.infer<typeof shownConsultation> {
  const { id, stepId, question, askedAt, dueAt, onSilence, quorum, state, opinions } = held;
  return { id, stepId, question, askedAt, dueAt, onSilence, quorum, state, opinions };
}

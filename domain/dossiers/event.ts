import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import { clockFact } from '#domain/deadlines/clock-fact';
import { actor, apology, consultation, dateMove, paper, result, settlementTiming, step, stepAnswer, stepTiming, supplementRequest, suspension } from '#domain/dossiers/parts';
import { channel } from '#domain/procedures/procedure';

const clockChange = { facts: z.array(clockFact), dueAt: isoInstant.optional() };

/** What happened, in the past tense. The application (personal data) is beside the events, not in them. */
export const dossierEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('DossierCreated'),
    procedure: z.object({ code: z.string(), version: z.number().int() }).strict(),
    caseId: z.string(),
    choices: z.record(z.string(), z.string()),
    channel,
    place: z.object({ commune: z.string(), province: z.string() }).strict(),
    ownerId: z.string(),
    receivingAgency: z.string(),
  }).strict(),
  z.object({ type: z.literal('PapersGranted'), papers: z.array(paper) }).strict(),
  z.object({
    type: z.literal('DossierSubmitted'),
    code: z.string(),
    roles: z.record(z.string(), z.string()),
    papers: z.array(paper),
    receptionDueAt: isoInstant,
  }).strict(),
  z.object({ type: z.literal('DossierAccepted'), ...clockChange }).strict(),
  z.object({ type: z.literal('SupplementRequested'), request: supplementRequest, facts: z.array(clockFact) }).strict(),
  z.object({ type: z.literal('DossierSupplemented'), papers: z.array(paper), note: z.string().optional(), receptionDueAt: isoInstant.optional(), ...clockChange }).strict(),
  z.object({ type: z.literal('DossierRefused'), reasons: z.array(z.string()) }).strict(),
  z.object({ type: z.literal('StepOpened'), step, facts: z.array(clockFact) }).strict(),
  z.object({ type: z.literal('StepReopened'), stepId: z.string(), round: z.number().int(), openedAt: isoInstant, atRiskAt: isoInstant, dueAt: isoInstant }).strict(),
  z.object({ type: z.literal('StepAnswered'), stepId: z.string(), answer: stepAnswer, timing: stepTiming.optional(), ...clockChange }).strict(),
  z.object({ type: z.literal('StepAskedAgain'), stepId: z.string(), agency: z.string(), round: z.number().int(), reason: z.string(), fields: z.array(z.string()), dueAt: isoInstant }).strict(),
  z.object({ type: z.literal('StepCancelled'), stepId: z.string() }).strict(),
  z.object({ type: z.literal('ObligationNotified'), stepId: z.string(), amountDong: z.number().int(), reference: z.string() }).strict(),
  z.object({ type: z.literal('OpinionsRequested'), consultation }).strict(),
  z.object({ type: z.literal('OpinionGiven'), consultationId: z.string(), agency: z.string(), verdict: z.enum(['agree', 'disagree']), text: z.string().optional() }).strict(),
  z.object({ type: z.literal('OpinionDeemedAgreed'), consultationId: z.string(), agency: z.string() }).strict(),
  z.object({ type: z.literal('ConsultationEscalated'), consultationId: z.string(), silentAgencies: z.array(z.string()) }).strict(),
  z.object({ type: z.literal('ConsultationClosed'), consultationId: z.string(), silentAgencies: z.array(z.string()) }).strict(),
  z.object({ type: z.literal('SlaAtRisk'), what: z.literal('step'), stepId: z.string(), agency: z.string(), dueAt: isoInstant, epoch: z.number().int() }).strict(),
  z.object({
    type: z.literal('SlaBreached'),
    what: z.enum(['reception', 'step', 'settlement']),
    stepId: z.string().optional(),
    agency: z.string(),
    dueAt: isoInstant,
    epoch: z.number().int(),
  }).strict(),
  z.object({ type: z.literal('CheckpointReached'), what: z.literal('settlement'), checkpoint: z.enum(['half', 'apology']), agency: z.string(), dueAt: isoInstant, epoch: z.number().int() }).strict(),
  z.object({
    type: z.literal('LatenessEscalated'),
    what: z.enum(['reception', 'step']),
    stepId: z.string().optional(),
    rung: z.string(),
    /** The agency whose officer or head is told. */
    agency: z.string(),
    dueAt: isoInstant,
    epoch: z.number().int(),
  }).strict(),
  z.object({ type: z.literal('LatenessAcknowledged'), what: z.enum(['reception', 'step']), stepId: z.string().optional(), rung: z.string(), epoch: z.number().int() }).strict(),
  z.object({ type: z.literal('DossierReappointed'), apology, ...clockChange }).strict(),
  z.object({ type: z.literal('ClockSuspended'), suspension, facts: z.array(clockFact) }).strict(),
  z.object({ type: z.literal('SuspensionLifted'), reason: z.string(), steps: z.array(z.object({ stepId: z.string(), dueAt: isoInstant, atRiskAt: isoInstant }).strict()), ...clockChange }).strict(),
  z.object({ type: z.literal('StepReassigned'), stepId: z.string(), from: z.string(), agency: z.string(), officer: z.string().optional(), reason: z.string(), dueAt: isoInstant, atRiskAt: isoInstant }).strict(),
  z.object({ type: z.literal('DatesRecounted'), edition: z.number().int(), moves: z.array(dateMove).min(1) }).strict(),
  z.object({
    type: z.literal('DossierSettled'),
    outcome: z.enum(['granted', 'partially-granted', 'refused']),
    results: z.array(result),
    reasons: z.array(z.string()),
    timing: settlementTiming.optional(),
  }).strict(),
  z.object({ type: z.literal('ResultHandedOver'), method: z.enum(['online', 'desk', 'post']) }).strict(),
  z.object({ type: z.literal('DossierWithdrawn'), reason: z.string() }).strict(),
  z.object({ type: z.literal('DossierStopped'), reasons: z.array(z.string()) }).strict(),
]);
export type DossierEvent = z.infer<typeof dossierEvent>;
export type DossierEventType = DossierEvent['type'];
export type EventOf<Type extends DossierEventType> = Extract<DossierEvent, { type: Type }>;

/** An event as the record keeps it: `id` is the same for every delivery, `seq` has no gap within a dossier. */
export const recordedEvent = z
  .object({
    id: z.string(),
    dossierId: z.string(),
    seq: z.number().int().positive(),
    at: isoInstant,
    by: actor,
    event: dossierEvent,
  })
  .strict();
export type RecordedEvent = z.infer<typeof recordedEvent>;


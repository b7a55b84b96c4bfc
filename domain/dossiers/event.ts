import * as z from 'zod';
import { document, documentFile, documentId, documentSigner, signingDates } from '#domain/documents/document';
import { isoInstant } from '#domain/kernel/instant';
import { clockFact } from '#domain/deadlines/clock-fact';
import { confirmation, digitisation } from '#domain/dossiers/paper-parts';
import { apology } from '#domain/dossiers/apology';
import { actor, consultation, dateMove, paper, paperCheck, result, settlementTiming, step, stepAnswer, stepTiming, supplementRequest, suspension } from '#domain/dossiers/parts';
import { bundle } from '#domain/keeping/bundle';
import { channel } from '#domain/procedures/procedure';

const key = z.string().max(100);
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const agencyCode = z.string().max(35);
const facts = z.array(clockFact).max(1000);
const papers = z.array(paper).max(1000);
const reasons = z.array(z.string().max(1000)).max(1000);
const silentAgencies = z.array(agencyCode).max(1000);
const signing = { documentId, signer: z.number().int().nonnegative().max(9) };
const signingAlert = { documentId, stepId: key.optional(), agency: agencyCode, officer: z.string().max(200).optional(), dueAt: isoInstant };
const clockChange = { facts, dueAt: isoInstant.optional() };

/** What happened, in the past tense. The application (personal data) is beside the events, not in them. */
export const dossierEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('DossierCreated'),
    procedure: z.object({ code: z.string().max(40), version: z.number().int() }).strict(),
    caseId: key,
    choices: z.record(key, key),
    channel,
    place: z.object({ commune: agencyCode, province: agencyCode }).strict(),
    ownerId: z.string().max(200),
    receivingAgency: agencyCode,
    /** Salted: binds the application, which is in no event, to the chain. */
    applicationHash: sha256Hex.optional(),
  }).strict(),
  z.object({ type: z.literal('PapersGranted'), papers }).strict(),
  z.object({ type: z.literal('PapersReused'), papers }).strict(),
  z.object({
    type: z.literal('PapersDigitised'),
    scans: z.array(digitisation.pick({ condition: true, place: true, sheets: true, pages: true }).extend({ paperId: key }).strict()).min(1).max(1000),
    confirmation,
  }).strict(),
  z.object({
    type: z.literal('PapersChecked'),
    checked: z.array(z.object({ paperId: key, check: paperCheck, objectVersion: z.string().max(1024), vaultVersion: z.string().max(1024).optional(), receivedAt: isoInstant.optional() }).strict()).min(1).max(1000),
    /** When a refused paper was replaced at the desk: the dossier is full only now, and the desk looks anew. */
    receptionDueAt: isoInstant.optional(),
  }).strict(),
  z.object({
    type: z.literal('DossierSubmitted'),
    code: z.string().max(80),
    roles: z.record(key, agencyCode),
    papers,
    receptionDueAt: isoInstant,
  }).strict(),
  z.object({ type: z.literal('DossierAccepted'), ...clockChange }).strict(),
  z.object({ type: z.literal('SupplementRequested'), request: supplementRequest, facts }).strict(),
  z.object({ type: z.literal('DossierSupplemented'), papers, note: z.string().max(2000).optional(), receptionDueAt: isoInstant.optional(), ...clockChange }).strict(),
  z.object({ type: z.literal('DossierRefused'), reasons }).strict(),
  z.object({ type: z.literal('StepOpened'), step, facts }).strict(),
  z.object({ type: z.literal('StepReopened'), stepId: key, round: z.number().int(), openedAt: isoInstant, atRiskAt: isoInstant, dueAt: isoInstant }).strict(),
  z.object({ type: z.literal('StepAnswered'), stepId: key, answer: stepAnswer, timing: stepTiming.optional(), ...clockChange }).strict(),
  z.object({ type: z.literal('StepAskedAgain'), stepId: key, agency: agencyCode, round: z.number().int(), reason: z.string().max(1000), fields: z.array(z.string().max(300)).max(20), dueAt: isoInstant }).strict(),
  z.object({ type: z.literal('StepCancelled'), stepId: key }).strict(),
  z.object({ type: z.literal('ObligationNotified'), stepId: key, amountDong: z.number().int(), reference: z.string().max(200) }).strict(),
  z.object({ type: z.literal('OpinionsRequested'), consultation }).strict(),
  z.object({ type: z.literal('OpinionGiven'), consultationId: key, agency: agencyCode, verdict: z.enum(['agree', 'disagree']), text: z.string().max(2000).optional() }).strict(),
  z.object({ type: z.literal('OpinionDeemedAgreed'), consultationId: key, agency: agencyCode }).strict(),
  z.object({ type: z.literal('ConsultationEscalated'), consultationId: key, silentAgencies }).strict(),
  z.object({ type: z.literal('ConsultationClosed'), consultationId: key, silentAgencies }).strict(),
  z.object({ type: z.literal('SlaAtRisk'), what: z.literal('step'), stepId: key, agency: agencyCode, dueAt: isoInstant, epoch: z.number().int() }).strict(),
  z.object({
    type: z.literal('SlaBreached'),
    what: z.enum(['reception', 'step', 'settlement']),
    stepId: key.optional(),
    agency: agencyCode,
    dueAt: isoInstant,
    epoch: z.number().int(),
  }).strict(),
  z.object({ type: z.literal('CheckpointReached'), what: z.literal('settlement'), checkpoint: z.enum(['half', 'apology']), agency: agencyCode, dueAt: isoInstant, epoch: z.number().int() }).strict(),
  z.object({
    type: z.literal('LatenessEscalated'),
    what: z.enum(['reception', 'step']),
    stepId: key.optional(),
    rung: z.string().max(40),
    /** The agency whose officer or head is told. */
    agency: agencyCode,
    dueAt: isoInstant,
    epoch: z.number().int(),
  }).strict(),
  z.object({ type: z.literal('LatenessAcknowledged'), what: z.enum(['reception', 'step']), stepId: key.optional(), rung: z.string().max(40), epoch: z.number().int() }).strict(),
  z.object({ type: z.literal('DossierReappointed'), apology, ...clockChange }).strict(),
  z.object({ type: z.literal('ClockSuspended'), suspension, facts }).strict(),
  z.object({ type: z.literal('SuspensionLifted'), reason: z.string().max(1000), steps: z.array(z.object({ stepId: key, dueAt: isoInstant, atRiskAt: isoInstant }).strict()).max(1000), ...clockChange }).strict(),
  z.object({ type: z.literal('StepReassigned'), stepId: key, from: agencyCode, agency: agencyCode, officer: z.string().max(200).optional(), reason: z.string().max(1000), dueAt: isoInstant, atRiskAt: isoInstant }).strict(),
  z.object({ type: z.literal('DatesRecounted'), edition: z.number().int(), moves: z.array(dateMove).min(1).max(1000) }).strict(),
  z.object({ type: z.literal('DocumentDrafted'), document }).strict(),
  z.object({
    type: z.literal('DocumentSigned'),
    ...signing,
    /** Who signed as the agency's head, where the document named nobody. */
    officer: z.string().max(200).optional(),
    file: documentFile,
    level: documentSigner.shape.level.unwrap(),
    next: signingDates.optional(),
  }).strict(),
  z.object({ type: z.literal('DocumentSigningRefused'), ...signing, reasons: z.array(z.string().max(1000)).min(1).max(20) }).strict(),
  z.object({ type: z.literal('DocumentSigningDelegated'), ...signing, from: z.string().max(200), to: z.string().max(200) }).strict(),
  z.object({ type: z.literal('DocumentSigningReminded'), ...signingAlert }).strict(),
  z.object({ type: z.literal('DocumentSigningLate'), ...signingAlert }).strict(),
  z.object({ type: z.literal('DocumentIssued'), documentId }).strict(),
  z.object({ type: z.literal('DocumentWithdrawn'), documentId }).strict(),
  z.object({
    type: z.literal('DossierSettled'),
    outcome: z.enum(['granted', 'partially-granted', 'refused']),
    results: z.array(result).max(1000),
    reasons,
    timing: settlementTiming.optional(),
  }).strict(),
  z.object({ type: z.literal('ResultHandedOver'), method: z.enum(['online', 'desk', 'post']) }).strict(),
  z.object({ type: z.literal('DossierWithdrawn'), reason: z.string().max(1000) }).strict(),
  z.object({ type: z.literal('DossierStopped'), reasons }).strict(),
  z.object({ type: z.literal('DossierBundled'), bundle }).strict(),
]);
export type DossierEvent = z.infer<typeof dossierEvent>;
export type DossierEventType = DossierEvent['type'];
export type EventOf<Type extends DossierEventType> = Extract<DossierEvent, { type: Type }>;

/** An event as the record keeps it: `id` is the same for every delivery, `seq` has no gap within a dossier. */
export const recordedEvent = z
  .object({
    id: z.string().max(120),
    dossierId: z.string().max(100),
    seq: z.number().int().positive(),
    at: isoInstant,
    by: actor,
    event: dossierEvent,
    /** Over the predecessor's hash and this event's content; absent in dossiers from before there were chains. */
    hash: sha256Hex.optional(),
  })
  .strict();
export type RecordedEvent = z.infer<typeof recordedEvent>;


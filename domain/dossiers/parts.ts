import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import { personText } from '#domain/kernel/text';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);

/** Who did it. `id` is the principal's subject, never a name. */
export const actor = z
  .object({
    kind: z.enum(['citizen', 'officer', 'agency-system', 'partner', 'administrator', 'system']),
    id: z.string().min(1).max(200),
    agency: z.string().max(35).optional(),
  })
  .strict();
export type Actor = z.infer<typeof actor>;

/** Personal data; lives in its own item and in no event, log or webhook. */
export const application = z
  .object({
    applicant: z
      .object({
        fullName: personText(200),
        identityNumber: z.string().regex(/^[0-9A-Z]{5,20}$/),
        kind: z.enum(['citizen', 'enterprise', 'state-agency', 'organisation']).default('citizen'),
        phone: z.string().regex(/^\+?[0-9 ]{8,20}$/).optional(),
        email: z.email().max(200).optional(),
        address: personText(500).optional(),
      })
      .strict(),
    form: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/), z.union([personText(2000), z.number(), z.boolean()])).default({}),
  })
  .strict();
export type Application = z.infer<typeof application>;

/** One paper of the dossier. `granted`: an upload was allowed; `received`: the bytes are there and their hash is the server's. */
export const paper = z
  .object({
    id,
    slot: id,
    fileName: personText(200),
    contentType: z.string().min(3).max(100),
    sizeBytes: z.number().int().positive(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    state: z.enum(['granted', 'received']),
    grantedAt: isoInstant,
    receivedAt: isoInstant.optional(),
    objectVersion: z.string().max(1024).optional(),
  })
  .strict();
export type Paper = z.infer<typeof paper>;

/** What an agency gives back for its step. */
export const stepAnswer = z
  .object({
    outcome: z.enum(['result', 'return-for-supplement', 'cannot']),
    at: isoInstant,
    by: actor,
    reasons: z.array(personText(1000)).default([]),
    /** Number and date of the result document, or what a register gave. */
    resultReference: personText(200).optional(),
  })
  .strict();
export type StepAnswer = z.infer<typeof stepAnswer>;

export const step = z
  .object({
    id,
    stageId: id,
    agency: z.string().max(35),
    kind: z.enum(['work', 'obligation']),
    /** Counts how often the step was opened: 1, then one more for each return after a supplement. The id never changes. */
    round: z.number().int().positive(),
    state: z.enum(['open', 'returned', 'answered', 'cancelled']),
    openedAt: isoInstant,
    atRiskAt: isoInstant,
    dueAt: isoInstant,
    answer: stepAnswer.optional(),
    obligation: z.object({ amountDong: z.number().int().nonnegative(), reference: personText(200), at: isoInstant }).strict().optional(),
    /** Rounds for which the alert was raised; each is raised once (D12). */
    atRiskRaisedForRound: z.number().int().optional(),
    breachRaisedForRound: z.number().int().optional(),
  })
  .strict();
export type Step = z.infer<typeof step>;

const opinion = z
  .object({
    state: z.enum(['asked', 'given', 'deemed-agreed', 'silent']),
    verdict: z.enum(['agree', 'disagree']).optional(),
    text: personText(2000).optional(),
    at: isoInstant.optional(),
  })
  .strict();
export type Opinion = z.infer<typeof opinion>;

export const consultation = z
  .object({
    id,
    stepId: id,
    question: personText(2000),
    askedAt: isoInstant,
    dueAt: isoInstant,
    onSilence: z.enum(['ESCALATE', 'DEEMED_AGREED', 'CONTINUE_WITHOUT']),
    quorum: z.number().int().positive(),
    /** Bumped by every change; the consultation machine waits on condition that it is still the decided one. */
    revision: z.number().int().positive(),
    state: z.enum(['open', 'escalated', 'closed']),
    opinions: z.record(z.string(), opinion),
  })
  .strict();
export type Consultation = z.infer<typeof consultation>;

export const supplementRequest = z
  .object({
    items: z.array(personText(500)).min(1).max(50),
    reasons: z.array(personText(1000)).min(1).max(20),
    requestedAt: isoInstant,
    answerBy: isoInstant,
    /** Absent when the desk asked before acceptance. */
    stepId: id.optional(),
    /** Asked after the time the law gives for asking (Decree 61/2018 Art. 19(4)); shown, not prevented. */
    askedLate: z.boolean(),
  })
  .strict();
export type SupplementRequest = z.infer<typeof supplementRequest>;

export const result = z.object({ type: id, stepId: id, agency: z.string(), reference: personText(200).optional() }).strict();
export type Result = z.infer<typeof result>;

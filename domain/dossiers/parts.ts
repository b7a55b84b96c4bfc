import * as z from 'zod';
import { signaturesInBrief } from '#domain/documents/signature-report';
import { clockFact } from '#domain/deadlines/clock-fact';
import { documentId } from '#domain/documents/document';
import { isoInstant } from '#domain/kernel/instant';
import { digitisation, paperOrigin } from '#domain/dossiers/paper-parts';
import { personText } from '#domain/kernel/text';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);

/** The id a dossier has from its draft on; its issued code comes with the hand-in. */
export const dossierId = z.string().regex(/^ds-[a-z0-9]{26,40}$/).meta({ description: 'The id of the dossier, the same from its draft on.', examples: ['ds-0a1b2c3d4e5f60718293a4b5c6d7e8f9'] });

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
        /** What the desk made sure by that the person before it has this number; absent where nobody did. */
        identityProof: z.enum(['identity-card', 'electronic-identity']).optional().meta({ description: 'For officers at the desk: the chip of the identity card or the electronic identity (VNeID) of the person present was read. Papers and results then lie in that person’s electronic store.' }),
        phone: z.string().regex(/^\+?[0-9 ]{8,20}$/).optional(),
        email: z.email().max(200).optional(),
        address: personText(500).optional(),
      })
      .strict(),
    form: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/), z.union([personText(2000), z.number(), z.boolean()])).default({}),
  })
  .strict();
export type Application = z.infer<typeof application>;

/** What the server found when it looked into a paper's bytes (D11): only an accepted paper may be read by anybody. */
export const paperCheck = z
  .object({
    outcome: z.enum(['accepted', 'refused']),
    at: isoInstant,
    /** Why it was refused, by code; the words are in the problem catalogue of papers. */
    reasons: z.array(z.string().max(60)).max(20),
    /** What the bytes are, whatever the name says; absent when they were not looked at. */
    foundType: z.string().max(100).optional(),
    pages: z.number().int().positive().optional(),
    /** What was found of its signatures when it was judged; absent when that could not be told for a reason of ours. */
    signatures: signaturesInBrief.optional(),
    /** Who judged: `guardduty`, `clamav`, `rules`. */
    scanner: z.string().max(40),
  })
  .strict();
export type PaperCheck = z.infer<typeof paperCheck>;

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
    /** `bundle`: scanned with the others once they were handed in; absent where it is scanned by itself when it arrives. */
    scan: z.literal('bundle').optional(),
    /** Absent while the paper is being checked. */
    check: paperCheck.optional(),
    /** The exact version in the vault, once accepted. */
    vaultVersion: z.string().max(1024).optional(),
    origin: paperOrigin.optional(),
    digitisation: digitisation.optional(),
  })
  .strict();
export type Paper = z.infer<typeof paper>;

/** What an agency gives back for its step. */
export const stepAnswer = z
  .object({
    outcome: z.enum(['result', 'return-for-supplement', 'cannot']),
    at: isoInstant,
    by: actor,
    reasons: z.array(personText(1000)).max(1000).default([]),
    /** Number and date of the result document, or what a register gave. */
    resultReference: personText(200).optional(),
    /** The issued document that is the result. */
    documentId: documentId.optional(),
  })
  .strict();
export type StepAnswer = z.infer<typeof stepAnswer>;

/** One rung of the ladder that was told of a lateness: which office of which agency, when, and who took note. */
export const toldRung = z
  .object({
    rung: z.string().max(40),
    agency: z.string().max(35),
    toldAt: isoInstant,
    acknowledgedAt: isoInstant.optional(),
    acknowledgedBy: z.string().max(200).optional(),
  })
  .strict();

/** How one clock is watched: each checkpoint is told once an epoch, and an epoch lasts until the due instant is set anew. */
export const watch = z
  .object({
    epoch: z.number().int().positive(),
    since: isoInstant,
    /** Checkpoints told in this epoch: `half`, `at-risk`, `apology`, `due`. */
    told: z.array(z.string().max(20)).max(1000),
    ladder: z.array(toldRung).max(1000),
  })
  .strict();
export type Watch = z.infer<typeof watch>;

/** How a clock ended: before the day it was due on, by then, or after; and office minutes it spent in agencies' hands. */
export const stepTiming = z.object({ punctuality: z.enum(['early', 'on-time', 'late']), agencyMinutes: z.number().int().nonnegative() }).strict();
export type StepTiming = z.infer<typeof stepTiming>;

/** One time that an agency asked for a step's data again, and what it found incoherent. */
export const askedAgain = z
  .object({
    at: isoInstant,
    agency: z.string().max(35),
    round: z.number().int().positive(),
    reason: personText(1000),
    /** RFC 6901 pointers into the step as it was read. */
    fields: z.array(z.string().max(300)).max(20),
  })
  .strict();

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
    /** What happened to the step's own clock; its ledger explains `dueAt`. */
    clock: z.array(clockFact).max(1000),
    watch,
    /** Whose work it is within the agency, by subject; nobody's in particular until somebody is named. */
    officer: z.string().min(1).max(200).optional(),
    /** The oldest first; absent when nobody ever asked. */
    askedAgain: z.array(askedAgain).max(1000).optional(),
    answer: stepAnswer.optional(),
    timing: stepTiming.optional(),
    obligation: z.object({ amountDong: z.number().int().nonnegative(), reference: personText(200), at: isoInstant }).strict().optional(),
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
    closedAt: isoInstant.optional(),
    opinions: z.record(z.string().max(35), opinion),
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

export const result = z.object({ type: id, stepId: id, agency: z.string().max(35), reference: personText(200).optional(), documentId: documentId.optional() }).strict();
export type Result = z.infer<typeof result>;

/** A stop ordered by law, with the paper that orders it (domain.md §3.3). */
export const suspension = z.object({ reason: personText(1000), cites: personText(300), reference: personText(200), since: isoInstant }).strict();

/** How the settlement went: in whose hands the office minutes lay, and whether people were answered as promised (domain.md §3.5). */
export const settlementTiming = z
  .object({
    punctuality: z.enum(['early', 'on-time', 'late-with-apology', 'late-without-apology']),
    agencyMinutes: z.number().int().nonnegative(),
    applicantMinutes: z.number().int().nonnegative(),
    stoppedMinutes: z.number().int().nonnegative(),
  })
  .strict();
export type SettlementTiming = z.infer<typeof settlementTiming>;

/** One date that a new edition of the calendar moves, and the days that move it. */
export const dateMove = z
  .object({
    what: z.enum(['reception', 'supplement', 'settlement', 'step', 'consultation']),
    /** The step or consultation. */
    id: id.optional(),
    from: isoInstant,
    to: isoInstant,
    atRiskAt: isoInstant.optional(),
    because: z.array(z.object({ date: z.iso.date(), change: z.enum(['now-off', 'now-worked']), source: z.string().max(300) }).strict()).max(1000),
  })
  .strict();
export type DateMove = z.infer<typeof dateMove>;

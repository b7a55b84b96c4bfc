import * as z from 'zod';
import { bilingualText as text } from '#domain/kernel/text';
import { slotLimits } from '#domain/procedures/paper-limits';
import usualRetention from './usual-retention.json' with { type: 'json' };
import usualLateness from './usual-lateness.json' with { type: 'json' };
import usualSigning from './usual-signing.json' with { type: 'json' };

/** How sure we are of a fact of law: read in a source, derived from one, or not verified at all (domain.md §0). */
const confidence = z.enum(['sourced', 'derived', 'unverified']);

const key = z.string().max(100).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'kebab-case');
const source = z.object({ cites: z.string().min(1).max(500), confidence }).strict();

/** "working-hour" counts 8 to the working day (domain.md §3.2). */
export const term = z
  .object({
    amount: z.number().positive(),
    unit: z.enum(['working-day', 'calendar-day', 'working-hour']),
  })
  .strict()
  .meta({ id: 'Term', description: 'A length of time; 8 working hours to the working day.' });
export type Term = z.infer<typeof term>;

export const channel = z.enum(['online', 'desk', 'post']);
export type Channel = z.infer<typeof channel>;

/** Which choices of the applicant a case, paper or step belongs to; every named option must hold one of the values. */
const when = z.record(key, z.array(key).min(1).max(100));

/** How long a thing may be used again after it was handed in or given; the law of each paper says so, where it does. */
const validity = z.object({ months: z.number().int().positive(), confidence }).strict();
export type Validity = z.infer<typeof validity>;

const paper = z
  .object({
    slot: key,
    name: text,
    required: z.boolean(),
    when: when.optional(),
    contentTypes: z.array(z.string().min(1).max(100)).min(1).max(20).default(['application/pdf', 'image/jpeg', 'image/png']),
    maxBytes: z.number().int().positive().default(10 * 1024 * 1024),
    limits: slotLimits.optional().meta({ description: 'Limits of this slot that differ from the usual ones of the check.' }),
    /** What of the applicant's electronic store may stand in for it (domain.md §2.5); `type` is the slot of a paper or the type of a result. */
    holdings: z.array(z.object({ kind: z.enum(['held-paper', 'held-result']), type: key, confidence }).strict()).max(20).default([]),
    /** For ever, when absent. */
    validFor: validity.optional(),
  })
  .strict();

export type PaperSlot = z.infer<typeof paper>;

const consultation = z
  .object({
    id: key,
    question: text,
    agencyRoles: z.array(key).min(1).max(100),
    limit: term,
    /** What silence means when the limit passes (domain.md §3.7). */
    onSilence: z.enum(['ESCALATE', 'DEEMED_AGREED', 'CONTINUE_WITHOUT']),
    /** How many opinions end the consultation before its limit; all of them unless said. */
    quorum: z.number().int().positive().optional(),
    legalBasis: source,
  })
  .strict();

/** What a step gives the applicant. */
const stepResult = z
  .object({
    type: key,
    name: text,
    nationalCode: z.string().max(40).optional(),
    /** The layout its document is drawn by: a version of a template never changes, so neither does a published procedure's. */
    template: z.object({ id: key, version: z.number().int().positive() }).strict().optional(),
    /** Is the result a document signed here, without which the step is not answered? Else its number and date are enough. */
    requiresDocument: z.boolean().default(false),
    /** How long it may stand in for a paper of another procedure; for ever, when absent. */
    validFor: validity.optional(),
  })
  .strict();

const step = z
  .object({
    id: key,
    name: text,
    agencyRole: key,
    budget: term,
    /** Steps that do not apply to the applicant's choices are not opened. */
    when: when.optional(),
    /**
     * `work` counts against the term. `obligation` is the wait for tax or another duty of the applicant:
     * the settlement clock stands still while it is open (domain.md §3.1, §3.3).
     */
    kind: z.enum(['work', 'obligation']).default('work'),
    /** May this agency ask the applicant (through the one-stop) to supplement? */
    mayReturn: z.boolean().default(true),
    /** What a "cannot" does: end the whole dossier, or leave this part ungranted and go on (partial success). */
    onCannot: z.enum(['END', 'CONTINUE']).default('END'),
    consultations: z.array(consultation).max(50).default([]),
    /** The result this step gives the applicant, if it gives one. */
    result: stepResult.optional(),
  })
  .strict();
export type StepDefinition = z.infer<typeof step>;
export type ConsultationDefinition = z.infer<typeof consultation>;

const stage = z.object({ id: key, name: text, steps: z.array(step).min(1).max(100) }).strict();
export type StageDefinition = z.infer<typeof stage>;

/** When the legal clock starts for a dossier received late in the day (domain.md §3.1). */
const cutOff = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('NONE') }).strict(),
  z.object({ kind: z.literal('AT_TIME'), localTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), shiftTo: z.enum(['NEXT_WORKING_DAY', 'NEXT_HALF_DAY']) }).strict(),
  z.object({ kind: z.literal('LAST_N_MINUTES'), minutes: z.number().int().positive(), shiftTo: z.enum(['NEXT_WORKING_DAY', 'NEXT_HALF_DAY']) }).strict(),
]);
export type CutOff = z.infer<typeof cutOff>;

const fee = z.object({ name: text, amountDong: z.number().int().nonnegative(), channels: z.array(channel).min(1).max(10), confidence }).strict();

/** One way a procedure can be asked for, with its own terms by channel (`LayThuTuc` lists cases, domain.md §2.4). */
const procedureCase = z
  .object({
    id: key,
    name: text,
    when: when.optional(),
    terms: z.array(z.object({ channels: z.array(channel).min(1).max(10), term, legalBasis: source }).strict()).min(1).max(20),
    fees: z.array(fee).max(100).default([]),
  })
  .strict();

export type ProcedureCase = z.infer<typeof procedureCase>;

const option = z
  .object({
    id: key,
    name: text,
    values: z.array(z.object({ value: key, name: text }).strict()).min(1).max(100),
    /** Taken when the applicant says nothing; without one the applicant must choose. */
    default: key.optional(),
  })
  .strict();

/** Who is told of a lateness that lasts, from the officer up to the province; `after` is working time since the due instant, at once when absent. */
const rung = z.object({ rung: z.enum(['officer', 'head-of-unit', 'head-of-agency', 'one-stop-head', 'province']), after: term.optional() }).strict();

/** What a delay obliges to (domain.md §3.5): the apology with its one new appointment (form 04), and the ladder of those told. */
const lateness = z
  .object({
    apology: z.discriminatedUnion('when', [
      z.object({ when: z.literal('BEFORE_DUE'), before: term }).strict(),
      z.object({ when: z.literal('AT_DUE') }).strict(),
    ]),
    maxReappointments: z.number().int().nonnegative(),
    ladder: z.array(rung).min(1).max(10).default(() => z.array(rung).parse(usualLateness.ladder)),
    legalBasis: source,
  })
  .strict();

/** How soon each signer of a document signs after it came to them, and when they are reminded before. */
const signing = z.object({ remindAfter: term, within: term, legalBasis: source }).strict();

/** For how long an ended dossier's papers are kept, by its class in the archive's schedule; without `years` for ever. */
const retention = z.object({ class: key, years: z.number().int().positive().max(99).optional(), confidence }).strict();

/**
 * A published version of a procedure: data, never code (D7). Bound to a dossier for its whole life.
 * Cross-field law (budgets within terms, known roles, no dead end) is checked by `lint-procedure`.
 */
export const procedureDefinition = z
  .object({
    code: z.string().max(40).regex(/^\d\.\d{6}(\.[0-9A-Z.]+)?$/, 'a national procedure code such as 1.013225'),
    version: z.number().int().positive(),
    name: text,
    field: text,
    level: z.enum(['ministry', 'province', 'commune']),
    status: z.enum(['published', 'withdrawn']).default('published'),
    effective: z.object({ from: z.iso.date(), until: z.iso.date().optional() }).strict(),
    /** What happens to running dossiers when a newer version comes (domain.md §1.3). */
    transition: z.enum(['GRANDFATHER', 'STOP', 'OPT_IN', 'HAND_OVER', 'OVERLAY']),
    channels: z.array(channel).min(1).max(10),
    options: z.array(option).max(100).default([]),
    cases: z.array(procedureCase).min(1).max(100),
    papers: z.array(paper).max(200).default([]),
    /** Each paper is scanned when it arrives, or all of a hand-in as one: the scanner is paid by the object, and says then only afterwards that one is bad. */
    scan: z.enum(['paper', 'bundle']).default('paper'),
    /** How soon the desk must accept, ask or refuse after hand-in. */
    reception: z.object({ limit: term, legalBasis: source }).strict(),
    cutOff,
    supplement: z
      .object({
        /** RESTART is the decrees' rule, RESUME what many deployed systems do (domain.md §3.4). */
        clock: z.enum(['RESTART', 'RESUME']).default('RESTART'),
        maxRequests: z.number().int().positive().default(1),
        askWithin: term,
        answerWithin: term,
        /** What an unanswered request leads to. */
        onNoAnswer: z.enum(['REFUSE', 'STOP']),
        legalBasis: source,
      })
      .strict(),
    /** Share of the term after which a step counts as at risk, 0–1. */
    atRiskShare: z.number().gt(0).lt(1).default(0.8),
    /** Share of the settlement term at which the one-stop is reminded, 0–1. */
    halfShare: z.number().gt(0).lt(1).default(0.5),
    lateness: lateness.default(() => lateness.parse(usualLateness)),
    retention: retention.default(() => retention.parse(usualRetention)),
    signing: signing.default(() => signing.parse(usualSigning)),
    /** How soon a result that is ready must be handed over; without one, on the appointed day. */
    handOver: z.object({ limit: term, legalBasis: source }).strict().optional(),
    stages: z.array(stage).min(1).max(50),
    legalBasis: z.array(source).min(1).max(100),
    /** Honest marks: what in this definition is split by us, unverified, or simplified. */
    notes: z.array(z.string().max(2000)).max(100).default([]),
  })
  .strict();
export type ProcedureDefinition = z.infer<typeof procedureDefinition>;
export type Choices = Readonly<Record<string, string>>;

/** True when every option the rule names was chosen with one of its values. */
export function applies(rule: Readonly<Record<string, readonly string[]>> | undefined, choices: Choices): boolean {
  return Object.entries(rule ?? {}).every(([name, values]) => values.includes(choices[name] ?? ''));
}

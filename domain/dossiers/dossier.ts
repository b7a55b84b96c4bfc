import * as z from 'zod';
import { document } from '#domain/documents/document';
import { isoInstant } from '#domain/kernel/instant';
import { clockFact } from '#domain/deadlines/clock-fact';
import { apology } from '#domain/dossiers/apology';
import { actor, application, consultation, dossierId, paper, result, settlementTiming, step, supplementRequest, suspension, watch } from '#domain/dossiers/parts';
import { bundle } from '#domain/keeping/bundle';
import { channel } from '#domain/procedures/procedure';

const common = {
  id: dossierId,
  /** The seq of the last event; every write compares and sets it (D1). */
  version: z.number().int().positive(),
  /** The hash of the last event, which binds all before it; of older dossiers there is none. */
  head: z.string().optional(),
  /** Kept beside the application and shown to nobody: without it the hashes of personal data could be guessed. */
  salt: z.string().optional(),
  procedure: z.object({ code: z.string(), version: z.number().int().positive() }).strict(),
  caseId: z.string(),
  choices: z.record(z.string(), z.string()),
  channel,
  place: z.object({ commune: z.string().max(35), province: z.string().max(35) }).strict(),
  ownerId: z.string().min(1).max(200),
  /** Who the owner is; a partner has a feed of the dossiers it handed in. Of older dossiers it is not known. */
  ownerKind: actor.shape.kind.optional(),
  receivingAgency: z.string().max(35),
  createdAt: isoInstant,
  application,
  papers: z.record(z.string(), paper),
  steps: z.record(z.string(), step),
  consultations: z.record(z.string(), consultation),
  documents: z.record(z.string(), document),
};

const filed = {
  ...common,
  code: z.string().max(60),
  submittedAt: isoInstant,
  /** When the dossier was last completed: hand-in, or the supplement that followed. The legal clock starts here. */
  receivedAt: isoInstant,
  receptionDueAt: isoInstant,
  receptionWatch: watch,
  /** Which agency stands for each role of the procedure at the applicant's place; fixed at hand-in. */
  roles: z.record(z.string(), z.string()),
  supplementRequests: z.number().int().nonnegative(),
};

/** What an accepted dossier's clock has; a dossier that ended before acceptance has it empty. */
const clocked = {
  apologies: z.array(apology).default([]),
  /** Set while a stop ordered by law lasts. */
  suspension: suspension.optional(),
  stageId: z.string().optional(),
};

const accepted = {
  ...filed,
  ...clocked,
  acceptedAt: isoInstant,
  clock: z.array(clockFact),
  /** The promised instant; absent while the clock stands still. */
  dueAt: isoInstant.optional(),
  watch,
};

const maybeAccepted = {
  ...filed,
  ...clocked,
  acceptedAt: isoInstant.optional(),
  clock: z.array(clockFact).default([]),
  watch: watch.optional(),
};

/** Once its papers lie in one file for good. */
const kept = { bundle: bundle.optional() };
const ended = { ...kept, endedAt: isoInstant, reasons: z.array(z.string()).default([]) };
const settlement = {
  settledAt: isoInstant,
  outcome: z.enum(['granted', 'partially-granted', 'refused']),
  results: z.array(result),
  timing: settlementTiming.optional(),
  reasons: z.array(z.string()).default([]),
};

/**
 * A dossier's life as a union of states: what a state cannot have, its type does not have.
 * The ten official codes hang on these words in `official-status.ts`.
 */
export const dossier = z.discriminatedUnion('status', [
  z.object({ ...common, status: z.literal('draft') }).strict(),
  z.object({ ...filed, status: z.literal('submitted') }).strict(),
  z.object({ ...accepted, status: z.literal('accepted') }).strict(),
  z.object({ ...accepted, status: z.literal('in-progress') }).strict(),
  z.object({ ...maybeAccepted, status: z.literal('awaiting-supplement'), supplement: supplementRequest }).strict(),
  z.object({ ...accepted, status: z.literal('awaiting-payment') }).strict(),
  z.object({ ...accepted, ...settlement, status: z.literal('settled') }).strict(),
  z.object({ ...accepted, ...settlement, ...kept, status: z.literal('returned'), returnedAt: isoInstant }).strict(),
  z.object({ ...maybeAccepted, ...ended, status: z.literal('refused') }).strict(),
  z.object({ ...maybeAccepted, ...ended, status: z.literal('withdrawn') }).strict(),
  z.object({ ...maybeAccepted, ...ended, status: z.literal('stopped') }).strict(),
]);

export type Dossier = z.infer<typeof dossier>;
export const dossierStatus = z.enum(dossier.options.map((option) => option.shape.status.value)).meta({ id: 'DossierStatus', description: 'The state of a dossier in the words of this API; `officialStatus` gives the code of the ten official ones.' });
export type DossierStatus = z.infer<typeof dossierStatus>;
export type DossierIn<Status extends DossierStatus> = Extract<Dossier, { status: Status }>;
/** States in which agencies work. */
export type WorkingDossier = DossierIn<'accepted' | 'in-progress' | 'awaiting-payment'>;
export type FiledDossier = Exclude<Dossier, { status: 'draft' }>;

import * as z from 'zod';
import { documentId } from '#domain/documents/document';
import { dossierStatus, type Dossier } from '#domain/dossiers/dossier';
import type { RecordedEvent } from '#domain/dossiers/event';
import { dossierId } from '#domain/dossiers/parts';
import { isoInstant } from '#domain/kernel/instant';

/** The answer given to a write, kept in the same transaction so that the same key gives the same answer (D8). */
export interface KeptAnswer {
  /** SHA-256 over principal, route and Idempotency-Key: the same key of two callers never meets. */
  readonly scope: string;
  /** SHA-256 of the request body; another body under the same key is refused. */
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
}

/** One decided move: what it was, what it is, and what happened in between. */
export interface DossierChange {
  readonly before: Dossier | undefined;
  readonly after: Dossier;
  /** At least one; seqs run from `before.version + 1` to `after.version` without a gap. */
  readonly events: readonly RecordedEvent[];
  /** When the lifecycle machine next has something to decide; absent when nothing is scheduled. */
  readonly wakeAt: string | undefined;
  readonly answer?: KeptAnswer;
}

export type CommitOutcome =
  | { readonly kind: 'committed' }
  /** Somebody else changed the dossier since it was loaded; load and decide again. */
  | { readonly kind: 'conflict' }
  /** The Idempotency-Key was used before: this is what was answered then. */
  | { readonly kind: 'answered-before'; readonly answer: KeptAnswer };

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Opaque; absent on the last page. */
  readonly cursor?: string;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

const code = z.string().max(60).meta({ description: 'The issued code of the dossier.', examples: ['H99.101.01-261126-0001'] });
const procedureCode = z.string().max(40).meta({ examples: ['1.013225'] });

/** A line of an inbox: what an officer needs to choose the next piece of work, without personal data. */
export const inboxRow = z
  .object({
    kind: z.enum(['reception', 'step', 'consultation', 'signature', 'hand-over']),
    dossierId,
    code,
    procedureCode,
    itemId: z.string().max(100).meta({ description: 'The step, consultation or document; for a reception or a hand-over its own word.' }),
    dueAt: isoInstant,
    atRiskAt: isoInstant.exactOptional(),
  })
  .strict();
export type InboxRow = z.infer<typeof inboxRow>;

export const ownedRow = z
  .object({ dossierId, code: code.exactOptional(), procedureCode, status: dossierStatus, createdAt: isoInstant })
  .strict();
export type OwnedRow = z.infer<typeof ownedRow>;

/** An open step that was given to one officer. */
export const assignedRow = z.object({ dossierId, code, procedureCode, stepId: z.string().max(100), dueAt: isoInstant, atRiskAt: isoInstant }).strict();
export type AssignedRow = z.infer<typeof assignedRow>;

/** A document that waits for one officer's signature. */
export const signatureRow = z.object({ dossierId, code, procedureCode, documentId, dueAt: isoInstant }).strict();
export type SignatureRow = z.infer<typeof signatureRow>;

/** A part of a dossier that has a machine of its own. */
export interface MachinePart {
  readonly kind: 'consultation' | 'document';
  readonly id: string;
}

/** What the relay must know to wake the machine: never the dossier itself. */
export interface MachineSignal {
  readonly version: number;
  /** Nothing is waited for any more (or the part has ended): the machine should come to its end. */
  readonly ended: boolean;
  readonly wakeAt?: string;
  /** Events up to this version were relayed. */
  readonly relayedVersion?: number;
  /** The youngest machine that has waited on this record; an older one is replaced and must end. */
  readonly machineEpoch?: number;
  /** `for`: the word by which it chose what to wait for; the machines of consultations and documents have none. */
  readonly wait?: { readonly token: string; readonly until: string; readonly executionArn: string; readonly for?: string | undefined };
}

/** A dossier that nobody looked after in time: an unrelayed event, or a machine that should have acted. */
export interface AttentionRow {
  readonly dossierId: string;
  readonly attentionAt: string;
}

/** A paper of a dossier handed in that nobody has looked into yet. */
export interface UncheckedPaper {
  readonly dossierId: string;
  readonly paperId: string;
  readonly receivedAt: string;
}

/** The record of dossiers (D1): append-only events beside the state they fold to. */
export interface DossierStore {
  /** The whole aggregate, strongly consistent; `reference` is a dossier id or an issued code. */
  load(reference: string): Promise<Dossier | undefined>;
  /** All or nothing; refuses when `before.version` is no longer the stored one. */
  commit(change: DossierChange): Promise<CommitOutcome>;
  /** What was answered under this idempotency scope, if anything. */
  keptAnswer(scope: string): Promise<KeptAnswer | undefined>;
  /** Events after `afterSeq` in order. */
  events(dossierId: string, request: { readonly afterSeq: number; readonly limit: number }): Promise<readonly RecordedEvent[]>;
  /** Open work of one agency, ordered by due instant. The agency is in the key: nothing is filtered after. */
  inbox(agency: string, page: PageRequest): Promise<Page<InboxRow>>;
  /** Open steps of one officer, ordered by due instant. */
  assignedTo(officer: string, page: PageRequest): Promise<Page<AssignedRow>>;
  /** Documents that wait for one officer's signature, ordered by due instant. */
  signaturesOf(officer: string, page: PageRequest): Promise<Page<SignatureRow>>;
  /** Dossiers of one owner, newest first. */
  owned(ownerId: string, page: PageRequest): Promise<Page<OwnedRow>>;
  /** Signal state of the lifecycle machine, or of the machine of one part. */
  signal(dossierId: string, part?: MachinePart): Promise<MachineSignal | undefined>;
  /** Notes that everything up to `version` was relayed; the dossier then needs attention at `wakeAt` only. */
  markRelayed(dossierId: string, version: number): Promise<void>;
  /** Dossiers whose attention instant lies before `before`, oldest first, from one shard of the index. */
  needingAttention(shard: number, before: string, limit: number): Promise<readonly AttentionRow[]>;
  /** Papers received before `before` and not looked into yet, oldest first, from one of `ATTENTION_SHARDS`. */
  uncheckedPapers(shard: number, before: string, limit: number): Promise<readonly UncheckedPaper[]>;
  /** Ids of all filed dossiers, still open or over, from one of `CENSUS_SHARDS`; a move shows there a moment later. */
  census(kind: CensusKind, place: CensusPlace): Promise<Page<string>>;
  /** Ids of all dossiers ever handed in at one agency, or within a span of time, closed ones too, oldest first. The agency is in the key. */
  received(agency: string, page: PageRequest & Partial<Span>): Promise<Page<string>>;
  /** How many dossiers were handed in at one agency within a span of time. */
  countReceived(agency: string, span: Span): Promise<number>;
  /** Ids of all dossiers one agency has or had a step of, closed ones too, each once. The agency is in the key. */
  worked(agency: string, page: PageRequest): Promise<Page<string>>;
}

/** ISO instants; the last one is outside. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** `open` until nothing but the hand-over is left, `over` from then on; drafts are counted nowhere. */
export type CensusKind = 'open' | 'over';

export interface CensusPlace extends PageRequest {
  readonly shard: number;
}

/** How many shards the attention index has; a fixed number, because it is part of the key. */
export const ATTENTION_SHARDS = 8;

/** How many shards the census has: as many as may be walked side by side; fixed, because it is part of the key. */
export const CENSUS_SHARDS = 32;

/** Draws the next number of an agency's day; gaps are allowed, repeats never (D8). */
export interface CodeCounter {
  next(agency: string, day: string): Promise<number>;
}

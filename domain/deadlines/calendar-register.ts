import * as z from 'zod';
import type { CalendarFacts } from '#domain/deadlines/calendar-book';
import type { CalendarProposal, ProposalChange, ReplayCounts } from '#domain/deadlines/calendar-proposal';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { dateMove, dossierId } from '#domain/dossiers/parts';

/** Which edition every date is counted by, and which one is on its way to follow it. */
export interface InForce {
  readonly edition: number;
  /** Approved and not yet applied to every open dossier: until then no other can be approved. */
  readonly succeededBy?: number;
}

/** A proposal with its facts, and the request it answers (D8). */
export interface NewProposal {
  readonly proposal: CalendarProposal;
  readonly facts: CalendarFacts;
  readonly scope: string;
  readonly requestHash: string;
}

export type ProposeOutcome =
  | 'proposed'
  /** Somebody else took this edition number; take the next. */
  | 'edition-taken'
  /** The same Idempotency-Key was answered before. */
  | 'answered-before';

export type ProposalOutcome =
  | 'committed'
  /** The proposal was changed meanwhile; read and decide again. */
  | 'conflict'
  /** Another edition is in force than the one it is based on, or another one is on its way. */
  | 'superseded';

export type ReplayMode = 'preview' | 'apply';

/** One open dossier whose dates move, or which cannot be counted at all; no personal data. */
export const dossierMoves = z
  .object({
    dossierId,
    code: z.string().max(60),
    procedureCode: z.string().max(40),
    moves: z.array(dateMove).max(1000),
    problem: z.string().max(100).exactOptional().meta({ description: 'Code of the problem when it cannot be counted under the new edition.' }),
  })
  .strict()
  .meta({ id: 'DossierMoves', description: 'One open dossier whose dates move, or which cannot be counted at all; no personal data.' });
export type DossierMoves = z.infer<typeof dossierMoves>;

/** How far a replay has come in one shard of the census. */
export interface ShardProgress {
  readonly shard: number;
  /** Where the next page begins; absent at the beginning and at the end. */
  readonly cursor?: string;
  /** Pages done; also guards against two runs noting the same page. */
  readonly pages: number;
  readonly isDone: boolean;
  readonly counts: ReplayCounts;
}

/** One shard of one replay. */
export interface ReplayPlace {
  readonly edition: number;
  readonly mode: ReplayMode;
  readonly shard: number;
}

/** The editions of the calendar and their replays, as they stand now: nothing here is cached. */
export interface CalendarRegister {
  inForce(): Promise<InForce>;
  /** The facts of an edition; edition 0 is what is shipped. */
  facts(edition: number): Promise<CalendarFacts | undefined>;
  proposal(edition: number): Promise<CalendarProposal | undefined>;
  /** Newest first. */
  proposals(page: PageRequest): Promise<Page<CalendarProposal>>;
  /** Which edition a request was answered with, if it was. */
  answered(scope: string): Promise<{ readonly edition: number; readonly requestHash: string } | undefined>;
  propose(order: NewProposal): Promise<ProposeOutcome>;
  /** All or nothing; refuses when the proposal, or what it is to follow, is no longer as it was. */
  commit(change: ProposalChange): Promise<ProposalOutcome>;
  /** The task token of the machine that waits for the decision, if one does; it never leaves the cell (D4). */
  waitToken(edition: number): Promise<string | undefined>;
  progress(edition: number, mode: ReplayMode): Promise<readonly ShardProgress[]>;
  /** Notes the next page of a shard as done; nothing happens when it was noted before. */
  noteProgress(place: Pick<ReplayPlace, 'edition' | 'mode'>, progress: ShardProgress): Promise<void>;
  keepMoves(edition: number, rows: readonly DossierMoves[]): Promise<void>;
  /** What the preview found, by dossier id. */
  moves(edition: number, page: PageRequest): Promise<Page<DossierMoves>>;
}

import { CENSUS_SHARDS } from '#domain/dossiers/dossier-store';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { finish, previewed, putInForce, type CalendarProposal, type ProposalChange, type ReplayCounts } from './calendar-proposal.ts';
import type { DossierMoves, ReplayMode, ShardProgress } from './calendar-register.ts';
import { CALENDAR_KEPT_SECONDS } from './calendar-store.ts';

/** What the machine of a replay does next, as a word its Choice compares (D3). */
export type ReplayWord = 'preview' | 'approval' | 'forget' | 'apply' | 'ended';

/**
 * A call that took the old calendar from memory at the last moment may still commit until its function's own time limit
 * (30 s), and a dossier filed so appears in the census a moment later. Twice that is our margin.
 */
const LAST_CALL_SECONDS = 60;

const NO_COUNTS: ReplayCounts = { dossiersLookedAt: 0, dossiersMoving: 0, datesMoving: 0, dossiersNotCounted: 0 };

/** Which pages a proposal in this state is about; none while people decide or when all is over. */
export function modeOf({ state }: Pick<CalendarProposal, 'state'>): ReplayMode | undefined {
  if (state === 'previewing') return 'preview';
  return state === 'applying' ? 'apply' : undefined;
}

/** The change that is due by itself, without anybody's decision; nothing when the machine has to work or to wait first. */
export function dueChange(proposal: CalendarProposal, progress: readonly ShardProgress[], now: Temporal.Instant): ProposalChange | undefined {
  const isThrough = openShards(progress).length === 0;
  if (proposal.state === 'previewing' && isThrough) return previewed(proposal, totalOf(progress), toIso(now));
  if (proposal.state === 'approved') return putInForce(proposal, toIso(now));
  return proposal.state === 'applying' && isThrough ? finish(proposal, totalOf(progress), toIso(now)) : undefined;
}

export function replayWord(proposal: CalendarProposal, now: Temporal.Instant): ReplayWord {
  switch (proposal.state) {
    case 'previewing':
      return 'preview';
    case 'awaiting-approval':
    // Becoming the one in force is due at once; until then the machine looks again.
    case 'approved':
      return 'approval';
    case 'applying':
      return Temporal.Instant.compare(now, forgottenAt(proposal)) < 0 ? 'forget' : 'apply';
    case 'applied':
    case 'rejected':
      return 'ended';
  }
}

/** From when on nobody counts by the calendar before: every function has let go of it and ended what it began with it. */
export function forgottenAt({ inForceSince, proposedAt }: CalendarProposal): Temporal.Instant {
  return Temporal.Instant.from(inForceSince ?? proposedAt).add({ seconds: CALENDAR_KEPT_SECONDS + LAST_CALL_SECONDS });
}

/** Shards of the census that a replay has not been through yet. */
export function openShards(progress: readonly ShardProgress[]): number[] {
  const done = new Set(progress.filter(({ isDone }) => isDone).map(({ shard }) => shard));
  return Array.from({ length: CENSUS_SHARDS }, (_none, shard) => shard).filter((shard) => !done.has(shard));
}

export function beginningOf(shard: number): ShardProgress {
  return { shard, pages: 0, isDone: false, counts: NO_COUNTS };
}

interface ReplayedPage {
  readonly looked: number;
  /** Those of them that move, or cannot be counted. */
  readonly rows: readonly DossierMoves[];
  /** Where the next page begins; absent after the last. */
  readonly cursor?: string | undefined;
}

/** A shard's progress with one more page behind it. */
export function afterPage({ shard, pages, counts }: ShardProgress, { looked, rows, cursor }: ReplayedPage): ShardProgress {
  return {
    shard,
    pages: pages + 1,
    isDone: cursor === undefined,
    ...(cursor !== undefined && { cursor }),
    counts: sum(counts, {
      dossiersLookedAt: looked,
      dossiersMoving: rows.filter(({ problem }) => problem === undefined).length,
      datesMoving: rows.reduce((dates, { moves }) => dates + moves.length, 0),
      dossiersNotCounted: rows.filter(({ problem }) => problem !== undefined).length,
    }),
  };
}

function totalOf(progress: readonly ShardProgress[]): ReplayCounts {
  return progress.map(({ counts }) => counts).reduce(sum, NO_COUNTS);
}

function sum(one: ReplayCounts, other: ReplayCounts): ReplayCounts {
  return {
    dossiersLookedAt: one.dossiersLookedAt + other.dossiersLookedAt,
    dossiersMoving: one.dossiersMoving + other.dossiersMoving,
    datesMoving: one.datesMoving + other.datesMoving,
    dossiersNotCounted: one.dossiersNotCounted + other.dossiersNotCounted,
  };
}

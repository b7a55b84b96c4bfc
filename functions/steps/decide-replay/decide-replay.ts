import * as z from 'zod';
import type { CalendarProposal } from '#domain/deadlines/calendar-proposal';
import type { CalendarRegister } from '#domain/deadlines/calendar-register';
import { dueChange, forgottenAt, modeOf, openShards, replayWord, type ReplayWord } from '#domain/deadlines/calendar-replay';
import { isoInstant, toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { secondsUntil } from '#functions/platform/machine-wait';

export const decideReplayInput = z.object({ edition: z.number().int().positive() });

export const decideReplayOutput = z.object({
  word: z.enum(['preview', 'approval', 'forget', 'apply', 'ended']),
  version: z.number().int(),
  /** Shards of the census that are still to be gone through. */
  shards: z.array(z.number().int()),
  secondsToNextCheckpoint: z.number().int().positive(),
  waitUntil: isoInstant,
});
type DecideReplayOutput = z.infer<typeof decideReplayOutput>;

interface Dependencies {
  readonly register: CalendarRegister;
  readonly now: () => Temporal.Instant;
}

/** An approval wakes the machine at once; should that call be lost, it looks by itself after this long. */
const LOOK_AGAIN = { hours: 1 } as const;
/** From previewing to applied a proposal changes four times; more rounds than this would be a loop in the domain. */
const MAX_ROUNDS = 10;

/**
 * The replay machine's one question (D3): what is due by itself is done, then the machine learns what to do, the
 * proposal's version to guard its wait with, and how long to wait.
 */
export async function decideReplay({ register, now }: Dependencies, { edition }: z.infer<typeof decideReplayInput>): Promise<DecideReplayOutput> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const proposal = await register.proposal(edition);
    if (proposal === undefined) throw new Error(`No proposal of edition ${String(edition)}`);
    const mode = modeOf(proposal);
    const progress = mode === undefined ? [] : await register.progress(edition, mode);
    const change = dueChange(proposal, progress, now());
    if (change === undefined) return answer(proposal, openShards(progress), now());
    const outcome = await register.commit(change);
    if (outcome === 'superseded') throw new Error(`Edition ${String(edition)} is not the one on its way into force`);
  }
  throw new Error(`Edition ${String(edition)} does not come to rest`);
}

function answer(proposal: CalendarProposal, shards: number[], now: Temporal.Instant): DecideReplayOutput {
  const word: ReplayWord = replayWord(proposal, now);
  const until = word === 'forget' ? forgottenAt(proposal) : now.add(LOOK_AGAIN);
  return { word, version: proposal.version, shards, secondsToNextCheckpoint: secondsUntil(until, now), waitUntil: toIso(until) };
}

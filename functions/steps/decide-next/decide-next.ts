import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { waitsFor } from '#domain/dossiers/wake';
import { advanceDossier, type AdvanceDependencies } from '#functions/platform/advance-dossier';
import { secondsUntil, waitUntil } from '#functions/platform/machine-wait';

export const decideNextInput = z.object({ dossierId: z.string().min(1), epoch: z.number().int() });

export const decideNextOutput = z.object({
  word: z.enum(['desk', 'agencies', 'citizen', 'payment', 'hand-over', 'ended']),
  version: z.number().int(),
  secondsToNextCheckpoint: z.number().int().positive(),
  waitUntil: isoInstant,
});
export type DecideNextOutput = z.infer<typeof decideNextOutput>;

/**
 * The lifecycle machine's one question (D3): what is due is done, then the machine learns whom the dossier
 * waits for, the record's version to guard its wait with, and how long until there is something to decide again.
 * A machine that a younger one has replaced is told that its work is ended.
 */
export async function decideNext(deps: AdvanceDependencies, input: z.infer<typeof decideNextInput>): Promise<DecideNextOutput> {
  const { dossier, wakeAt } = await advanceDossier(deps, input.dossierId);
  const signal = await deps.store.signal(input.dossierId);
  const replaced = signal?.machineEpoch !== undefined && signal.machineEpoch > input.epoch;
  const now = deps.now();
  const until = waitUntil(wakeAt === undefined ? undefined : Temporal.Instant.from(wakeAt), now);
  return {
    word: replaced ? 'ended' : waitsFor(dossier),
    version: dossier.version,
    secondsToNextCheckpoint: secondsUntil(until, now),
    waitUntil: until.toString({ fractionalSecondDigits: 3 }),
  };
}

import type { Watch } from '#domain/dossiers/parts';

/** A clock whose due instant was set anew: a new epoch, in which nothing has been told yet. */
export function watchedAnew(before: Watch | undefined, since: string): Watch {
  return { epoch: (before?.epoch ?? 0) + 1, since, told: [], ladder: [] };
}

/** A new epoch of a clock that is as late as before: what was told is not told again, and its ladder goes on. */
export function watchedOn(before: Watch, since: string): Watch {
  return { ...before, epoch: before.epoch + 1, since };
}

/** The same epoch with one more checkpoint told. */
export function withTold(watch: Watch, checkpoint: string): Watch {
  return { ...watch, told: [...watch.told, checkpoint] };
}

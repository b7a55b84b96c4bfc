import type { FeedPlace } from '#domain/notifications/feed';

/** Positions that follow one another in one partition. */
export interface Run {
  readonly partition: number;
  readonly next: number;
  readonly until: number;
}

/** The fewest runs that hold exactly these places. */
export function toRuns(places: readonly FeedPlace[]): readonly Run[] {
  const runs: Run[] = [];
  for (const { partition, position } of places.toSorted((one, other) => one.partition - other.partition || one.position - other.position)) {
    const last = runs.at(-1);
    const isNext = last?.partition === partition && position <= last.until + 1;
    if (isNext) runs.splice(-1, 1, { ...last, until: position });
    else runs.push({ partition, next: position, until: position });
  }
  return runs;
}

import type { ClockJump } from '../clock/local-clock.ts';

interface Life {
  /** Minutes in which an alarm's metrics had a value, by the cell's clock, oldest first and before `endAt`. */
  readonly minutes: readonly number[];
  /** The minute from which silence counts, if there is one; no data point, so it has no neighbour. */
  readonly beganAt?: number;
  readonly jumps: readonly ClockJump[];
  readonly periodMilliseconds: number;
  /** Where the newest period ends; it keeps its place. */
  readonly endAt: number;
}

/**
 * Where the minutes of an alarm's life lie when the time that moves of the clock skipped is taken out. All in epoch milliseconds.
 *
 * In skipped time nothing ran, so nothing could report: its silence must not ring a dead man's switch, clear what is still bad, or
 * push the last data points out of sight. Periods wholly inside a jump are therefore left out, and two data points with a jump
 * between them become neighbours, one period apart at most. After the last data point a jump still counts as one period
 * at most: whoever moves the clock wants to see the period that was running judged, and the next move begin another.
 */
export function alarmTime({ minutes, beganAt, jumps, periodMilliseconds, endAt }: Life): (minute: number) => number {
  if (jumps.length === 0) return (minute) => minute;
  const places = new Map([[endAt, endAt]]);
  let later = { minute: endAt, place: endAt };
  const marks = beganAt === undefined || minutes.includes(beganAt) ? minutes : [...minutes, beganAt].toSorted((one, other) => one - other);
  for (const minute of marks.toReversed()) {
    const skips = jumps.map(({ from, to }) => Math.max(0, Math.min(to, later.minute) - Math.max(from, minute)));
    const gap = later.minute - minute;
    const shortest = minutes.includes(minute) ? periodMilliseconds : 0;
    const apart = later.minute === endAt ? beforeSilence(gap, skips, periodMilliseconds) : betweenNeighbours(gap, skips, shortest);
    later = { minute, place: later.place - apart };
    places.set(minute, later.place);
  }
  return (minute) => places.get(minute) ?? minute;
}

function betweenNeighbours(gap: number, skips: readonly number[], shortest: number): number {
  const lived = gap - skips.reduce((sum, skip) => sum + skip, 0);
  return Math.max(lived, Math.min(gap, shortest));
}

function beforeSilence(gap: number, skips: readonly number[], period: number): number {
  return gap - skips.reduce((sum, skip) => sum + Math.max(0, skip - period), 0);
}

/** How far back the cell's clock stood when this much time had yet to be lived until `now`. */
export function livedSince(now: number, milliseconds: number, jumps: readonly ClockJump[]): number {
  let instant = now - milliseconds;
  for (const { from, to } of jumps.toReversed()) if (instant < to) instant -= to - from;
  return instant;
}

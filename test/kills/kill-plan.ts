import { seededRandom } from './seeded-random.ts';

/** When a cell is killed, in milliseconds: after its process began, after it was ready, or after the next call was sent to it once it had warmed up. */
export interface PlannedKill {
  readonly after: 'spawn' | 'ready' | 'call';
  readonly milliseconds: number;
  /** How long the cell is left in peace before the next call counts. */
  readonly warmUpMilliseconds: number;
}

const LONGEST_START_MILLISECONDS = 2500;
const LONGEST_RUN_MILLISECONDS = 5000;
/** A commit and its answer lie within this time of the call. */
const CALL_MILLISECONDS = 80;

/** A fifth of the kills falls into the start, two fifths anywhere, two fifths into the middle of a call; the same for the same seed. */
export function planKills(seed: number, count: number): PlannedKill[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const kind = random();
    const part = random();
    const warmUpMilliseconds = random() * LONGEST_RUN_MILLISECONDS;
    if (kind < 0.2) return { after: 'spawn', milliseconds: part * LONGEST_START_MILLISECONDS, warmUpMilliseconds };
    if (kind < 0.6) return { after: 'ready', milliseconds: part * LONGEST_RUN_MILLISECONDS, warmUpMilliseconds };
    return { after: 'call', milliseconds: part * CALL_MILLISECONDS, warmUpMilliseconds };
  });
}

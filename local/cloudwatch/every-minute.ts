import type { LocalClock } from '../clock/local-clock.ts';
import { MS_PER_MINUTE } from './minutes.ts';

/** Log lines of a minute may come in a little after it. */
const LATE_LINES_MILLISECONDS = 1_000;

/** Runs after each minute of the cell's clock. `restart` counts anew, for when the clock was moved. */
export function everyMinute(clock: Pick<LocalClock, 'now'>, run: () => void): { restart(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        run();
        restart();
      },
      MS_PER_MINUTE - (clock.now() % MS_PER_MINUTE) + LATE_LINES_MILLISECONDS,
    ).unref();
  };
  restart();
  return { restart, stop: () => clearTimeout(timer) };
}

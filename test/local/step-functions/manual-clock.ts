import type { Clock } from '#local/step-functions/shell/execution-runner';
import { START } from './simulate.ts';

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now = START;

  now(): number {
    return this.#now;
  }

  move(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

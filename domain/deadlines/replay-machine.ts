/** One run of the machine that replays an edition: 1 for the first, one more for each that replaces a lost one. */
export interface ReplayRun {
  readonly edition: number;
  readonly epoch: number;
}

/** The machine that previews and applies an edition of the calendar. Every call may be made again. */
export interface ReplayMachine {
  /** Starting again under the same edition and epoch does nothing. */
  start(run: ReplayRun): Promise<void>;
  /** Lets a waiting machine look at the decision. A token that is used, timed out or unknown is not an error (D4): `stale`. */
  wake(token: string): Promise<'woken' | 'stale'>;
  isRunning(run: ReplayRun): Promise<boolean>;
}

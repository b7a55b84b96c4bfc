/** One run of a job's machine: 1 for the first, one more for each that replaces a lost one. */
export interface JobRun {
  readonly id: string;
  readonly epoch: number;
}

/** A machine that carries out a bulk hand-in or an export. Every call may be made again. */
export interface JobMachine {
  /** Starting again under the same id and epoch does nothing. */
  start(run: JobRun): Promise<void>;
  isRunning(run: JobRun): Promise<boolean>;
}

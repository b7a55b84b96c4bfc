/** A lifecycle machine to start: one execution for each code and epoch. */
export interface LifecycleStart {
  readonly dossierId: string;
  readonly code: string;
  /** 1 for the first machine; one more for each that replaces it. */
  readonly epoch: number;
}

export interface ConsultationStart extends LifecycleStart {
  readonly consultationId: string;
}

export interface SigningStart extends LifecycleStart {
  readonly documentId: string;
}

/** The machines that wait for dossiers (D3). Every call may be made again: machines are started once and woken at least once. */
export interface MachineSignals {
  /** Starting again under the same code and epoch does nothing; `ended` when that machine has come to its end before. */
  startLifecycle(start: LifecycleStart): Promise<'runs' | 'ended'>;
  startConsultation(start: ConsultationStart): Promise<'runs' | 'ended'>;
  startSigning(start: SigningStart): Promise<'runs' | 'ended'>;
  /** Lets a waiting machine look at the record. A token that is used, timed out or unknown is not an error (D4): `stale`. */
  wake(token: string): Promise<'woken' | 'stale'>;
  /** False as well when there is no such execution. */
  isRunning(executionArn: string): Promise<boolean>;
}

import type { Failure } from './execution.ts';

/** Thrown inside the engine when the present state fails; Retry and Catch decide what becomes of it. */
export class StateFailure extends Error {
  readonly failure: Failure;
  /** Set when a JSONata expression or its result was at fault: the field it stood in. */
  readonly location: string | null;

  constructor(failure: Failure, location: string | null = null) {
    super(`${failure.error ?? 'failed'}: ${failure.cause ?? ''}`);
    this.failure = failure;
    this.location = location;
  }
}

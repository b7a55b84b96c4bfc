/** Answer to an invocation, as the Invoke API gives it. */
export interface InvocationResult {
  /** Set when the function failed; the payload then holds `{errorType, errorMessage, trace?}`. */
  readonly functionError?: 'Unhandled';
  /** JSON text. */
  readonly payload: string;
}

/** What one invocation cost, for metrics. */
export interface InvocationReport {
  readonly functionName: string;
  readonly durationMilliseconds: number;
  /** Processor time of the function's own thread, without the start; not known of an invocation that ended its environment. */
  readonly cpuMilliseconds: number;
  readonly failed: boolean;
  readonly timedOut: boolean;
  /** Milliseconds the environment took to start, if this invocation was its first. */
  readonly initMilliseconds?: number;
}

/** A failure that is not the handler's own answer, in Lambda's shape. */
export function failedInvocation(errorType: string, errorMessage: string): InvocationResult {
  return { functionError: 'Unhandled', payload: JSON.stringify({ errorType, errorMessage }) };
}

/** One line of an execution's history, as GetExecutionHistory tells it but with `timestamp` in epoch milliseconds. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  /** Without the "truncated" notes AWS adds beside payloads: nothing is ever truncated here. */
  readonly details: Readonly<Record<string, unknown>> | null;
}

/** One line of an execution's history, as GetExecutionHistory tells it but with `timestamp` in epoch milliseconds. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  /** The details under the key AWS uses for this type, e.g. 'stateEnteredEventDetails'. */
  readonly detailsKey: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
}

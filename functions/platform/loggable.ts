/**
 * What may stand in a log line, and nothing else: ids, codes and measures, never a name, a body, a header or a reason.
 * A key that is not here is dropped by the formatter.
 */
export interface Loggable {
  readonly dossierId?: string;
  readonly code?: string;
  readonly procedureCode?: string;
  readonly step?: string;
  readonly agency?: string;
  readonly route?: string;
  readonly status?: number;
  readonly problem?: string;
  readonly durationMilliseconds?: number;
  readonly correlationId?: string;
  readonly principalKind?: string;
  readonly eventId?: string;
  readonly eventType?: string;
  readonly subscriptionId?: string;
  readonly executionArn?: string;
  readonly attempt?: number;
  readonly count?: number;
  readonly outcome?: string;
  readonly word?: string;
  readonly version?: number;
  readonly seq?: number;
  readonly consultationId?: string;
  readonly documentId?: string;
  readonly edition?: number;
  /** A bulk hand-in or an export. */
  readonly jobId?: string;
  readonly chunk?: number;
  readonly finding?: string;
  readonly errorName?: string;
}

const KEYS: Readonly<Record<keyof Loggable, true>> = {
  dossierId: true,
  code: true,
  procedureCode: true,
  step: true,
  agency: true,
  route: true,
  status: true,
  problem: true,
  durationMilliseconds: true,
  correlationId: true,
  principalKind: true,
  eventId: true,
  eventType: true,
  subscriptionId: true,
  executionArn: true,
  attempt: true,
  count: true,
  outcome: true,
  word: true,
  version: true,
  seq: true,
  consultationId: true,
  documentId: true,
  edition: true,
  jobId: true,
  chunk: true,
  finding: true,
  errorName: true,
};

/** Every key a line may carry besides level, message, time, service and the error's name and frames. */
export const LOGGABLE_KEYS: ReadonlySet<string> = new Set(Object.keys(KEYS));

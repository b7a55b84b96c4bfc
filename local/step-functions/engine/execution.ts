import type { HistoryEvent } from './history-event.ts';
import type { Json, JsonObject } from '../../json/json.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Failure {
  readonly error: string | null;
  readonly cause: string | null;
}

/** A task that was called, or is to be called, and has not answered. Instants are epoch milliseconds. */
export interface TaskPosition {
  kind: 'task';
  taskId: string;
  parameters: Json;
  token: string | null;
  /** The call itself came back; only the token's (or the started job's) answer is outstanding. */
  submitted: boolean;
  dueAt: number | null;
  heartbeatSeconds: number | null;
  heartbeatDueAt: number | null;
}

/** A Map or Parallel whose children run. Children that ended leave only their result. */
export interface JoiningPosition {
  kind: 'joining';
  children: Thread[];
  results: (Json | null)[];
  failedIndexes: number[];
  nextIndex: number;
  /** For a Map: what its iterations start from; for a Parallel, one copy of the input per branch. */
  items: Json[];
  concurrency: number;
  toleratedFailures: number;
}

type Position =
  | { kind: 'ready' }
  | { kind: 'ended' }
  | TaskPosition
  | { kind: 'waiting'; dueAt: number }
  | { kind: 'retrying'; dueAt: number }
  | JoiningPosition;

/** One line of work: the root, a branch of a Parallel or an iteration of a Map. */
export interface Thread {
  /** The indexes on the way from the root, e.g. '' for the root and '0.2' two levels below it. */
  id: string;
  index: number;
  state: string;
  input: Json;
  variables: JsonObject;
  mapItem: { Index: number; Value: Json } | null;
  enteredAt: number;
  enteredEventId: number;
  lastEventId: number;
  /** How often each Retry entry of the present state was used, by its place in the list. */
  retryCounts: number[];
  position: Position;
}

/** A whole execution as one plain JSON value. Instants are epoch milliseconds. */
export interface Execution {
  arn: string;
  name: string;
  machineArn: string;
  machineName: string;
  roleArn: string;
  input: Json;
  /** Every random draw and token derives from it, so that advancing is repeatable. */
  seed: string;
  draws: number;
  startedAt: number;
  dueAt: number | null;
  status: ExecutionStatus;
  output: Json | null;
  failure: Failure | null;
  stoppedAt: number | null;
  root: Thread | null;
  lastEventId: number;
  /** States entered and retries: what AWS bills. */
  transitions: number;
  tasksStarted: number;
}

/** What happened outside since the last advance. */
export type Answer =
  | { kind: 'succeeded'; taskId: string; output: Json }
  | { kind: 'failed'; taskId: string; failure: Failure }
  /** A call with a token came back: from now on only the token answers. */
  | { kind: 'submitted'; taskId: string; output: Json }
  | { kind: 'heartbeat'; taskId: string }
  | { kind: 'stop'; failure: Failure };

/** A call the shell must make, at least once, after it has stored the execution. */
export interface Effect {
  readonly taskId: string;
  readonly state: string;
  readonly resource: string;
  readonly parameters: Json;
  readonly token: string | null;
}

export interface Advanced {
  readonly execution: Execution;
  readonly effects: readonly Effect[];
  /** What is new in the history, in order. */
  readonly events: readonly HistoryEvent[];
  /** For each answer given: whether it met a task that was still waiting for it. */
  readonly accepted: readonly boolean[];
  /** Epoch milliseconds of the next timer, or null when only answers can move the execution. */
  readonly nextWakeAt: number | null;
}

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import type { Execution, ExecutionStatus } from '../engine/execution.ts';
import type { HistoryEvent } from '../engine/history-event.ts';

/** An execution as the store knows it beside its value; instants in epoch milliseconds. */
export interface ExecutionRecord {
  readonly id: number;
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly definitionHash: string;
  /** The input as it was given, byte for byte. */
  readonly input: string;
  readonly status: ExecutionStatus;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
}

/** What one advance changed. */
export interface ExecutionChange {
  readonly id: number;
  readonly execution: Execution;
  readonly events: readonly HistoryEvent[];
  readonly nextWakeAt: number | null;
  readonly hasPendingCalls: boolean;
}

export interface ExecutionPage {
  readonly machineArn: string;
  readonly status: ExecutionStatus | null;
  /** Only executions started before this one; null for the newest. */
  readonly beforeId: number | null;
  readonly limit: number;
}

export interface HistoryPage {
  readonly executionId: number;
  /** Only events beyond this one in the reading direction; null from the start. */
  readonly beyondEventId: number | null;
  readonly newestFirst: boolean;
  readonly limit: number;
}

const status = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);
const executionRow = z.object({
  id: z.number(), arn: z.string(), machineArn: z.string(), name: z.string(), definitionHash: z.string(), input: z.string(),
  status, startedAt: z.number(), stoppedAt: z.number().nullable(),
});
/** Written by this store alone, so read as it stands. */
const storedExecution = z.custom<Execution>();
const idRow = z.object({ id: z.number() });
const valueRow = z.object({ value: z.string(), definitionHash: z.string() });
const eventRow = z.object({ id: z.number(), body: z.string() });
const eventTuple = z.tuple([z.number(), z.number(), z.string(), z.record(z.string(), z.unknown()).nullable()]);
const instantRow = z.object({ nextWakeAt: z.number().nullable() });
const totalsRow = z.object({ executions: z.number(), running: z.number(), transitions: z.number() });
const COLUMNS = `id, arn, machine_arn AS machineArn, name, definition_hash AS definitionHash, input, status,
  started_at AS startedAt, stopped_at AS stoppedAt`;

/** Executions and their histories. The history is only ever appended to, apart from the value that moves. */
export class ExecutionStore {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #append: StatementSync;
  readonly #byArn: StatementSync;
  readonly #value: StatementSync;
  readonly #due: StatementSync;
  readonly #nextWake: StatementSync;
  readonly #pending: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = database.prepare(`INSERT INTO executions (arn, machine_arn, name, definition_hash, input, status, started_at,
      next_wake_at, has_pending_calls, transitions, value) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?) RETURNING id`);
    this.#update = database.prepare(`UPDATE executions SET status = ?, stopped_at = ?, next_wake_at = ?, has_pending_calls = ?,
      transitions = ?, value = ? WHERE id = ?`);
    this.#append = database.prepare('INSERT INTO events (execution_id, id, body) VALUES (?, ?, ?)');
    this.#byArn = database.prepare(`SELECT ${COLUMNS} FROM executions WHERE arn = ?`);
    this.#value = database.prepare('SELECT value, definition_hash AS definitionHash FROM executions WHERE id = ?');
    this.#due = database.prepare('SELECT id FROM executions WHERE next_wake_at <= ? ORDER BY next_wake_at LIMIT ?');
    this.#nextWake = database.prepare('SELECT min(next_wake_at) AS nextWakeAt FROM executions WHERE next_wake_at IS NOT NULL');
    this.#pending = database.prepare('SELECT id FROM executions WHERE has_pending_calls = 1 ORDER BY id');
  }

  /** Stores an execution that has not moved yet and returns its id; it is due to move at once. */
  insert(execution: Execution, definitionHash: string, input: string): number {
    const { arn, machineArn, name, startedAt } = execution;
    const row = this.#insert.get(arn, machineArn, name, definitionHash, input, execution.status, startedAt, JSON.stringify(execution));
    return idRow.parse(row).id;
  }

  /** Stores many changes in one transaction: all of them or none. */
  commit(changes: readonly ExecutionChange[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const change of changes) this.#write(change);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #write({ id, execution, events, nextWakeAt, hasPendingCalls }: ExecutionChange): void {
    this.#update.run(execution.status, execution.stoppedAt, nextWakeAt, hasPendingCalls ? 1 : 0, execution.transitions, JSON.stringify(execution), id);
    for (const event of events) this.#append.run(id, event.id, eventBody(event));
  }

  byArn(arn: string): ExecutionRecord | undefined {
    const row = this.#byArn.get(arn);
    return row === undefined ? undefined : executionRow.parse(row);
  }

  load(id: number): { execution: Execution; definitionHash: string } {
    const { value, definitionHash } = valueRow.parse(this.#value.get(id));
    return { execution: storedExecution.parse(JSON.parse(value)), definitionHash };
  }

  /** Ids of executions with a timer due at `now`, the longest due first. */
  due(now: number, limit: number): number[] {
    return this.#due.all(now, limit).map((row) => idRow.parse(row).id);
  }

  nextWakeAt(): number | null {
    return instantRow.parse(this.#nextWake.get()).nextWakeAt;
  }

  /** Ids of executions with calls that were to be made and whose answers are not stored. */
  withPendingCalls(): number[] {
    return this.#pending.all().map((row) => idRow.parse(row).id);
  }

  /** Newest first. */
  page({ machineArn, status: wanted, beforeId, limit }: ExecutionPage): ExecutionRecord[] {
    const statement = this.#database.prepare(`SELECT ${COLUMNS} FROM executions WHERE machine_arn = ? AND id < ?
      ${wanted === null ? '' : 'AND status = ?'} ORDER BY id DESC LIMIT ?`);
    const rows = statement.all(machineArn, beforeId ?? Number.MAX_SAFE_INTEGER, ...(wanted === null ? [] : [wanted]), limit);
    return rows.map((row) => executionRow.parse(row));
  }

  history({ executionId, beyondEventId, newestFirst, limit }: HistoryPage): HistoryEvent[] {
    const statement = this.#database.prepare(newestFirst
      ? 'SELECT id, body FROM events WHERE execution_id = ? AND id < ? ORDER BY id DESC LIMIT ?'
      : 'SELECT id, body FROM events WHERE execution_id = ? AND id > ? ORDER BY id LIMIT ?');
    const from = beyondEventId ?? (newestFirst ? Number.MAX_SAFE_INTEGER : 0);
    return statement.all(executionId, from, limit).map((row) => eventFrom(eventRow.parse(row)));
  }

  /** For the bill: how many executions there are and what they have cost in transitions. */
  totals(): { executions: number; running: number; transitions: number } {
    return totalsRow.parse(this.#database.prepare(`SELECT count(*) AS executions, coalesce(sum(transitions), 0) AS transitions,
      coalesce(sum(status = 'RUNNING'), 0) AS running FROM executions`).get());
  }
}

/** Events are most of the file, so their keys are left out of it. */
function eventBody({ previousEventId, timestamp, type, details }: HistoryEvent): string {
  return JSON.stringify([previousEventId, timestamp, type, details]);
}

function eventFrom({ id, body }: z.infer<typeof eventRow>): HistoryEvent {
  const [previousEventId, timestamp, type, details] = eventTuple.parse(JSON.parse(body));
  return { id, previousEventId, timestamp, type, details };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

// In WAL mode with synchronous = NORMAL a commit is a write to the page cache: it outlives a killed process and costs
// no fsync (only a power cut can lose the last commits, which a local run may).
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 8000;
  PRAGMA busy_timeout = 2000;
  CREATE TABLE IF NOT EXISTS definitions (hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS machines (
    arn TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, role_arn TEXT NOT NULL,
    definition_hash TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS executions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine_arn TEXT NOT NULL, name TEXT NOT NULL,
    definition_hash TEXT NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL, started_at INTEGER NOT NULL, stopped_at INTEGER,
    next_wake_at INTEGER, has_pending_calls INTEGER NOT NULL, transitions INTEGER NOT NULL, value TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS executions_of_machine ON executions (machine_arn, id);
  CREATE INDEX IF NOT EXISTS executions_of_machine_by_status ON executions (machine_arn, status, id);
  CREATE INDEX IF NOT EXISTS timers ON executions (next_wake_at) WHERE next_wake_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS pending_calls ON executions (id) WHERE has_pending_calls = 1;
  CREATE TABLE IF NOT EXISTS events (
    execution_id INTEGER NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (execution_id, id)
  ) STRICT, WITHOUT ROWID;
`;

/** Opens (or makes) the one file that holds machines, executions and histories. */
export function openDatabase(dataFolder: string): DatabaseSync {
  mkdirSync(dataFolder, { recursive: true });
  const database = new DatabaseSync(join(dataFolder, 'step-functions.sqlite'));
  database.exec(SCHEMA);
  return database;
}

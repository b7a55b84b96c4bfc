import { DatabaseSync } from 'node:sqlite';

const schema = `
CREATE TABLE IF NOT EXISTS buckets (
  name TEXT PRIMARY KEY,
  settings TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS versions (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  version_id TEXT NOT NULL,
  is_latest INTEGER NOT NULL,
  is_delete_marker INTEGER NOT NULL,
  blob TEXT,
  document TEXT NOT NULL,
  UNIQUE (bucket, key, version_id)
) STRICT;
CREATE INDEX IF NOT EXISTS latest_versions ON versions (bucket, key) WHERE is_latest = 1;
CREATE UNIQUE INDEX IF NOT EXISTS version_blobs ON versions (blob) WHERE blob IS NOT NULL;
CREATE TABLE IF NOT EXISTS uploads (
  upload_id TEXT PRIMARY KEY,
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS parts (
  upload_id TEXT NOT NULL,
  part_number INTEGER NOT NULL,
  blob TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  PRIMARY KEY (upload_id, part_number)
) STRICT;
CREATE TABLE IF NOT EXISTS events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  document TEXT NOT NULL
) STRICT;
`;

/**
 * Opens the metadata, made on first use. One process holds it at a time: a second server on the same folder is refused
 * ("database is locked"), a killed one lets go.
 */
export function openMetadata(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec(schema);
  return database;
}

/** Runs work in one transaction; an error undoes all of it. The work is synchronous, so no other request comes in between. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

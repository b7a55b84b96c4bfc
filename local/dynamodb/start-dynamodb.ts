import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { createTable } from './create-table.ts';
import { readUpTo } from './position-file.ts';
import { startDynamodbProcess } from './start-dynamodb-process.ts';
import { startTimeToLiveSweeper } from './start-time-to-live-sweeper.ts';
import { indexStreamRecords, trimStreamRecords } from './stream-storage.ts';
import type { TableDefinition } from './table-definition.ts';

export interface DynamodbSettings {
  readonly dataFolder: string;
  readonly port?: number;
  readonly clock: { now(): number; onMoved(listener: () => void): void };
  onLost?(reason: string): void;
  onError(error: unknown): void;
}

export interface LocalDynamodb {
  readonly endpoint: string;
  /** Where the position of a stream reader is kept. */
  positionFile(readerId: string): string;
  /** Creates the tables that are not there yet and starts to delete what expires in them. */
  createTables(tables: readonly TableDefinition[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the embedded DynamoDB with its data in `<dataFolder>/dynamodb`; stream records that all readers have passed are forgotten. */
export async function startDynamodb(settings: DynamodbSettings): Promise<LocalDynamodb> {
  const folder = join(settings.dataFolder, 'dynamodb');
  mkdirSync(folder, { recursive: true });
  const databaseFile = join(folder, 'tables.sqlite');
  trimStreamRecords(databaseFile, readUpTo(folder));
  const { port, clock } = settings;
  const store = await startDynamodbProcess({ databaseFile, ...(port !== undefined && { port }), onLost: (reason) => settings.onLost?.(reason) });
  indexStreamRecords(databaseFile);
  let sweeper: { stop(): Promise<void> } | undefined;
  return {
    endpoint: store.endpoint,
    positionFile: (readerId) => join(folder, `position-${readerId}.json`),
    createTables: async (tables) => {
      await Promise.all(tables.map((table) => createTable(store.endpoint, table)));
      sweeper = startTimeToLiveSweeper({ endpoint: store.endpoint, tables, clock, onError: (error) => settings.onError(error) });
    },
    stop: async () => {
      await sweeper?.stop();
      await store.stop();
    },
  };
}

import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { reading, type ReadingLog } from '#domain/documents/reading-log';
import { documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';
import { newestFirst } from '#functions/adapters/dynamodb/newest-first';

const readingItem = z.object({ reading });
const POSITION = /^R#\d{4}-\d\d-\d\dT/;

/** Readings in a partition beside the dossier's: who may note one can touch nothing of the record. */
export function createDynamoReadingLog(access: TableAccess): ReadingLog {
  const table = documentTable(access);
  return {
    note: async (dossierId, noted) => {
      const Item = { pk: keys.readingsPk(dossierId), sk: keys.readingSk(noted), reading: noted };
      await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
    },
    readings: (dossierId, page) => newestFirst(table, { pk: keys.readingsPk(dossierId), position: POSITION, read: (item) => readingItem.parse(item).reading }, page),
  };
}

import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Reading, reading, type ReadingLog } from '#domain/documents/reading-log';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { decodeCursor, encodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { type DocumentTable, documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';

const readingItem = z.object({ sk: z.string(), reading });

/** Readings in a partition beside the dossier's: who may note one can touch nothing of the record. */
export function createDynamoReadingLog(access: TableAccess): ReadingLog {
  const table = documentTable(access);
  return {
    note: async (dossierId, noted) => {
      const Item = { pk: keys.readingsPk(dossierId), sk: keys.readingSk(noted), reading: noted };
      await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
    },
    readings: (dossierId, page) => list(table, keys.readingsPk(dossierId), page),
  };
}

const POSITION = /^R#\d{4}-\d\d-\d\dT/;

async function list({ client, tableName }: DocumentTable, pk: string, { limit, cursor }: PageRequest): Promise<Page<Reading>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  if (after !== undefined && !POSITION.test(after)) throw malformedCursor();
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ScanIndexForward: false,
      Limit: limit + 1,
      ...(after !== undefined && { ExclusiveStartKey: { pk, sk: after } }),
    }),
  );
  const found = Items.map((item) => readingItem.parse(item));
  const shown = found.slice(0, limit);
  const last = shown.at(-1)?.sk;
  return { rows: shown.map((item) => item.reading), ...(found.length > limit && last !== undefined && { cursor: encodeCursor(last) }) };
}

import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { encodeCursor } from '#functions/adapters/dynamodb/cursor';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import { receivedStart, workedStart } from '#functions/adapters/dynamodb/dossier-cursors';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';

const receivedItem = z.object({ ownerSk: z.string() });
const workedItem = z.object({ censusSk: z.string() });

/** Ids of all dossiers ever handed in at an agency, oldest first. */
export async function listReceived(table: DocumentTable, agency: string, { limit, cursor }: PageRequest): Promise<Page<string>> {
  const start = cursor === undefined ? undefined : receivedStart(agency, cursor);
  const { items, hasMore } = await query(table, { index: 'owner', key: 'ownerPk', partition: keys.receivedPk(agency), limit, start });
  const positions = items.map((item) => receivedItem.parse(item).ownerSk);
  const last = positions.at(-1);
  return { rows: positions.map((position) => position.split('#')[1] ?? ''), ...(hasMore && last !== undefined && { cursor: encodeCursor(last) }) };
}

/** Ids of all dossiers an agency has or had a step of, each once, by id. */
export async function listWorked(table: DocumentTable, agency: string, { limit, cursor }: PageRequest): Promise<Page<string>> {
  const start = cursor === undefined ? undefined : workedStart(agency, cursor);
  const { items, hasMore } = await query(table, { index: 'census', key: 'censusPk', partition: keys.workedPk(agency), limit, start });
  const rows = [...new Set(items.map((item) => workedItem.parse(item).censusSk.split('#')[0] ?? ''))];
  const last = rows.at(-1);
  return { rows, ...(hasMore && last !== undefined && { cursor: encodeCursor(last) }) };
}

interface IndexPage {
  readonly index: string;
  readonly key: string;
  readonly partition: string;
  readonly limit: number;
  readonly start: Record<string, string> | undefined;
}

async function query({ client, tableName }: DocumentTable, { index, key, partition, limit, start }: IndexPage): Promise<{ items: unknown[]; hasMore: boolean }> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: index,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': key },
      ExpressionAttributeValues: { ':pk': partition },
      // One more than asked for tells the last page without a count.
      Limit: limit + 1,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    }),
  );
  return { items: Items.slice(0, limit), hasMore: Items.length > limit || LastEvaluatedKey !== undefined };
}

import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Page, PageRequest, Span } from '#domain/dossiers/dossier-store';
import { encodeCursor } from '#functions/adapters/dynamodb/cursor';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import { receivedStart, workedStart } from '#functions/adapters/dynamodb/dossier-cursors';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';
import { queryPages } from '#functions/adapters/dynamodb/query-pages';

const receivedItem = z.object({ ownerSk: z.string() });
const workedItem = z.object({ censusSk: z.string() });

/** Ids of all dossiers handed in at an agency, oldest first. */
export async function listReceived(table: DocumentTable, agency: string, { limit, cursor, from, until }: PageRequest & Partial<Span>): Promise<Page<string>> {
  const start = cursor === undefined ? undefined : receivedStart(agency, cursor);
  const { items, hasMore } = await query(table, { index: 'owner', key: 'ownerPk', partition: keys.receivedPk(agency), limit, start, within: { sortKey: 'ownerSk', from: from ?? '', until: until ?? keys.AFTER_ALL_TIMES } });
  const positions = items.map((item) => receivedItem.parse(item).ownerSk);
  const last = positions.at(-1);
  return { rows: positions.map((position) => position.split('#')[1] ?? ''), ...(hasMore && last !== undefined && { cursor: encodeCursor(last) }) };
}

/** How many dossiers were handed in at an agency within a span; a unit of reading for every 16 KB of the index, nothing is sent. */
export async function countReceived(table: DocumentTable, agency: string, { from, until }: Span): Promise<number> {
  const pages = queryPages(table, {
    IndexName: 'owner',
    Select: 'COUNT',
    KeyConditionExpression: 'ownerPk = :pk AND ownerSk BETWEEN :from AND :until',
    // A position is an instant with more behind it, so that none is equal to `until` itself.
    ExpressionAttributeValues: { ':pk': keys.receivedPk(agency), ':from': from, ':until': until },
  });
  let total = 0;
  for await (const { count } of pages) total += count;
  return total;
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
  readonly within?: Span & { readonly sortKey: string };
}

async function query({ client, tableName }: DocumentTable, { index, key, partition, limit, start, within }: IndexPage): Promise<{ items: unknown[]; hasMore: boolean }> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: index,
      KeyConditionExpression: within === undefined ? '#pk = :pk' : '#pk = :pk AND #sk BETWEEN :from AND :until',
      ExpressionAttributeNames: { '#pk': key, ...(within !== undefined && { '#sk': within.sortKey }) },
      ExpressionAttributeValues: { ':pk': partition, ...(within !== undefined && { ':from': within.from, ':until': within.until }) },
      // One more than asked for tells the last page without a count.
      Limit: limit + 1,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    }),
  );
  return { items: Items.slice(0, limit), hasMore: Items.length > limit || LastEvaluatedKey !== undefined };
}

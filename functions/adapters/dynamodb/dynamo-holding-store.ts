import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { holding, type Holding } from '#domain/holdings/holding';
import type { HoldingStore } from '#domain/holdings/holding-store';
import { decodeCursor, encodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { type DocumentTable, documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';

const heldItem = z.object({ sk: z.string(), held: holding });

/** Electronic stores in the dossier table, each owner's in a partition of its own; what lies there follows from the record. */
export function createDynamoHoldingStore(access: TableAccess): HoldingStore {
  const table = documentTable(access);
  return {
    keep: (holdings) => keep(table, holdings),
    find: async (ownerId, type, id) => {
      const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key: { pk: keys.heldPk(ownerId), sk: keys.heldSk({ type, id }) }, ConsistentRead: true }));
      return Item === undefined ? undefined : heldItem.parse(Item).held;
    },
    of: (ownerId, page) => list(table, { pk: keys.heldPk(ownerId), beginning: '' }, page),
    ofType: (ownerId, { type, ...page }) => list(table, { pk: keys.heldPk(ownerId), beginning: `${type}#` }, page),
  };
}

/** A dossier has sixty papers at most; so many are written side by side. */
const PUTS_AT_ONCE = 10;

async function keep({ client, tableName }: DocumentTable, holdings: readonly Holding[]): Promise<void> {
  for (let index = 0; index < holdings.length; index += PUTS_AT_ONCE) {
    const some = holdings.slice(index, index + PUTS_AT_ONCE);
    await Promise.all(some.map((held) => client.send(new PutCommand({ TableName: tableName, Item: { pk: keys.heldPk(held.ownerId), sk: keys.heldSk(held), itemType: 'HELD', held } }))));
  }
}

/** A cursor made up or taken from another list names a place outside the one that is read. */
function placeAfter(cursor: string | undefined, beginning: string): string | undefined {
  if (cursor === undefined) return undefined;
  const after = decodeCursor(cursor);
  if (!after.startsWith(beginning) || !/^[a-z0-9-]+#hd-/.test(after)) throw malformedCursor();
  return after;
}

async function list({ client, tableName }: DocumentTable, { pk, beginning }: { readonly pk: string; readonly beginning: string }, { limit, cursor }: PageRequest): Promise<Page<Holding>> {
  const after = placeAfter(cursor, beginning);
  const isWhole = beginning === '';
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: isWhole ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :beginning)',
      ExpressionAttributeValues: { ':pk': pk, ...(!isWhole && { ':beginning': beginning }) },
      ScanIndexForward: false,
      // One more than asked for tells the last page without a count.
      Limit: limit + 1,
      ...(after !== undefined && { ExclusiveStartKey: { pk, sk: after } }),
    }),
  );
  const found = Items.map((item) => heldItem.parse(item));
  const shown = found.slice(0, limit);
  const last = shown.at(-1)?.sk;
  return { rows: shown.map(({ held }) => held), ...(found.length > limit && last !== undefined && { cursor: encodeCursor(last) }) };
}

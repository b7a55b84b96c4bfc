import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { holding, type Holding } from '#domain/holdings/holding';
import type { HoldingStore } from '#domain/holdings/holding-store';
import { type DocumentTable, documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';
import { newestFirst, type TimedPartition } from '#functions/adapters/dynamodb/newest-first';

const heldItem = z.object({ held: holding });
const POSITION = /^[a-z0-9-]+#hd-/;

/** Electronic stores in the dossier table, each owner's in a partition of its own; what lies there follows from the record. */
export function createDynamoHoldingStore(access: TableAccess): HoldingStore {
  const table = documentTable(access);
  return {
    keep: (holdings) => keep(table, holdings),
    find: async (ownerId, type, id) => {
      const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key: { pk: keys.heldPk(ownerId), sk: keys.heldSk({ type, id }) }, ConsistentRead: true }));
      return Item === undefined ? undefined : heldItem.parse(Item).held;
    },
    of: (ownerId, page) => newestFirst(table, storeOf(ownerId), page),
    ofType: (ownerId, { type, ...page }) => newestFirst(table, { ...storeOf(ownerId), beginning: `${type}#` }, page),
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

function storeOf(ownerId: string): TimedPartition<Holding> {
  return { pk: keys.heldPk(ownerId), position: POSITION, read: (item) => heldItem.parse(item).held };
}

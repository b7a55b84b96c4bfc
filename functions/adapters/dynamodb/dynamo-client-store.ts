import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { client } from '#domain/access/client';
import type { ClientPage, ClientStore, KeptClient } from '#domain/access/client-store';
import * as keys from '#functions/adapters/dynamodb/access-keys';
import { decodeCursor, encodeCursor } from '#functions/adapters/dynamodb/cursor';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';

const item = z.object({ client, answered: z.array(z.object({ scope: z.string(), requestHash: z.string() })) });

/** The systems that may call, with their public keys. */
export function createDynamoClientStore(access: TableAccess): ClientStore {
  const table = documentTable(access);
  return {
    find: (id) => find(table, id),
    save: (kept) => save(table, kept),
    page: (request) => page(table, request),
  };
}

async function find({ client: dynamo, tableName }: DocumentTable, id: string): Promise<KeptClient | undefined> {
  const { Item } = await dynamo.send(new GetCommand({ TableName: tableName, Key: keys.clientKey(id), ConsistentRead: true }));
  return Item === undefined ? undefined : item.parse(Item);
}

async function save({ client: dynamo, tableName }: DocumentTable, kept: KeptClient): Promise<'saved' | 'changed-meanwhile'> {
  const { id, version } = kept.client;
  const Item = { ...keys.clientKey(id), ...kept, version, listingPk: keys.CLIENT_LISTING, listingSk: id };
  const guard = version === 1
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: '#version = :before', ExpressionAttributeNames: { '#version': 'version' }, ExpressionAttributeValues: { ':before': version - 1 } };
  try {
    await dynamo.send(new PutCommand({ TableName: tableName, Item, ...guard }));
    return 'saved';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'changed-meanwhile';
    throw error;
  }
}

async function page({ client: dynamo, tableName }: DocumentTable, { limit, cursor }: { readonly limit: number; readonly cursor?: string }): Promise<ClientPage> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const { Items = [], LastEvaluatedKey } = await dynamo.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: 'listing',
      Limit: limit,
      KeyConditionExpression: after === undefined ? 'listingPk = :pk' : 'listingPk = :pk AND listingSk > :after',
      ExpressionAttributeValues: { ':pk': keys.CLIENT_LISTING, ...(after === undefined ? {} : { ':after': after }) },
    }),
  );
  const clients = Items.map((found) => item.parse(found).client);
  const last = clients.at(-1);
  return { clients, ...(LastEvaluatedKey === undefined || last === undefined ? {} : { next: encodeCursor(last.id) }) };
}

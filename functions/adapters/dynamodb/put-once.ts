import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';

/** Puts an item where there is none, and gives what then lies there: this one, or that of whoever was first. */
export async function putOnce(table: DocumentTable, item: ItemKey & Readonly<Record<string, unknown>>): Promise<unknown> {
  const { client, tableName: TableName } = table;
  try {
    await client.send(new PutCommand({ TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }));
    return item;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return getItem(table, item);
    throw error;
  }
}

/** The item under a key, as it stands now. */
export async function getItem({ client, tableName: TableName }: DocumentTable, { pk, sk }: ItemKey): Promise<unknown> {
  return (await client.send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }))).Item;
}

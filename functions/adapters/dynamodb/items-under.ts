import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';

/** The items of one partition whose sort key begins with a word, as they stand now; meant for the few that fit one answer. */
export async function itemsUnder({ client, tableName }: DocumentTable, pk: string, word: string): Promise<readonly unknown[]> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :word)',
      ExpressionAttributeValues: { ':pk': pk, ':word': word },
    }),
  );
  return Items ?? [];
}

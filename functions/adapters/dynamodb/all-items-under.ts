import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';

/** The items of one partition whose sort key begins with a word, as they stand now, however many answers they fill. */
export async function allItemsUnder({ client, tableName }: DocumentTable, pk: string, word: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :word)',
        ExpressionAttributeValues: { ':pk': pk, ':word': word },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    found.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}

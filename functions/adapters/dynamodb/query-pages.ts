import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';

type WholeQuery = Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey' | 'Limit'>;

/** The answers of a query one after another: DynamoDB ends each at a megabyte. */
export async function* queryPages({ client, tableName }: DocumentTable, query: WholeQuery): AsyncGenerator<{ readonly items: readonly unknown[]; readonly count: number }> {
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], Count = 0, LastEvaluatedKey } = await client.send(new QueryCommand({ TableName: tableName, ...query, ...(start !== undefined && { ExclusiveStartKey: start }) }));
    yield { items: Items, count: Count };
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

/** All items of a query, however many answers they fill. */
export async function queryAll(table: DocumentTable, query: WholeQuery): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const { items } of queryPages(table, query)) found.push(...items);
  return found;
}

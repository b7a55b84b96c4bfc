import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import { queryAll } from '#functions/adapters/dynamodb/query-pages';

/** The items of one partition whose sort key begins with a word, as they stand now, however many answers they fill. */
export function allItemsUnder(table: DocumentTable, pk: string, word: string): Promise<readonly unknown[]> {
  return queryAll(table, { ConsistentRead: true, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :word)', ExpressionAttributeValues: { ':pk': pk, ':word': word } });
}

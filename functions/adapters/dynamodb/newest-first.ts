import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { decodeCursor, encodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';

/** One partition whose sort keys stand in the order of time. */
export interface TimedPartition<Row> {
  readonly pk: string;
  /** Only of sort keys that begin so. */
  readonly beginning?: string;
  /** What a sort key of the list looks like: a cursor made up or taken from another list names a place outside it. */
  readonly position: RegExp;
  readonly read: (item: unknown) => Row;
}

const placed = z.looseObject({ sk: z.string() });

/**
 * A page of a list, the newest first, strongly consistent. The cursor is the last sort key; the partition is never in it.
 * @throws DomainError cursor-malformed
 */
export async function newestFirst<Row>({ client, tableName }: DocumentTable, { pk, beginning = '', position, read }: TimedPartition<Row>, { limit, cursor }: PageRequest): Promise<Page<Row>> {
  const after = cursor === undefined ? undefined : placeAfter(cursor, { beginning, position });
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
  const shown = Items.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown.map(read), ...(Items.length > limit && last !== undefined && { cursor: encodeCursor(placed.parse(last).sk) }) };
}

function placeAfter(cursor: string, { beginning, position }: { readonly beginning: string; readonly position: RegExp }): string {
  const after = decodeCursor(cursor);
  if (!after.startsWith(beginning) || !position.test(after)) throw malformedCursor();
  return after;
}

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { DossierMoves, ReplayPlace, ShardProgress } from '#domain/deadlines/calendar-register';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { dateMove } from '#domain/dossiers/parts';
import type { Temporal } from '#domain/kernel/temporal';
import { decodeCursor, encodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/register-keys';

/** Long after the decision; what really moved is in each dossier's events for ever. */
const ROWS_KEPT_HOURS = 90 * 24;

const DOSSIER_ID = /^ds-[a-z0-9]+$/;
const movesItem = z.object({
  row: z
    .object({ dossierId: z.string(), code: z.string(), procedureCode: z.string(), moves: z.array(dateMove), problem: z.string().optional() })
    .transform(({ problem, ...row }): DossierMoves => ({ ...row, ...(problem !== undefined && { problem }) })),
});

/** Notes a page as done on condition that the one before it was the last; whoever comes second changes nothing. */
export async function noteProgress({ client, tableName }: DocumentTable, { edition, mode }: Pick<ReplayPlace, 'edition' | 'mode'>, progress: ShardProgress): Promise<void> {
  const isFirst = progress.pages === 1;
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { ...keys.progressKey(edition, mode, progress.shard), ...progress },
        ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : 'pages = :before',
        ...(!isFirst && { ExpressionAttributeValues: { ':before': progress.pages - 1 } }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

interface FoundMoves {
  readonly rows: readonly DossierMoves[];
  readonly now: Temporal.Instant;
}

/** A page that is looked at again finds the same rows, or newer ones. */
export async function keepMoves({ client, tableName }: DocumentTable, edition: number, { rows, now }: FoundMoves): Promise<void> {
  const expiresAtEpochSeconds = Math.floor(now.add({ hours: ROWS_KEPT_HOURS }).epochMilliseconds / 1000);
  const put = (row: DossierMoves) => client.send(new PutCommand({ TableName: tableName, Item: { ...keys.movesKey(edition, row.dossierId), row, expiresAtEpochSeconds } }));
  await Promise.all(rows.map(put));
}

export async function listMoves({ client, tableName }: DocumentTable, edition: number, { limit, cursor }: PageRequest): Promise<Page<DossierMoves>> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :moves)',
      ExpressionAttributeValues: { ':pk': keys.editionPk(edition), ':moves': keys.MOVES },
      // One more than asked for tells the last page without a count.
      Limit: limit + 1,
      ...(cursor === undefined ? {} : { ExclusiveStartKey: { ...keys.movesKey(edition, dossierIdIn(cursor)) } }),
    }),
  );
  const rows = Items.slice(0, limit).map((item) => movesItem.parse(item).row);
  const last = rows.at(-1);
  const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return { rows, ...(hasMore && last !== undefined && { cursor: encodeCursor(last.dossierId) }) };
}

function dossierIdIn(cursor: string): string {
  const dossierId = decodeCursor(cursor);
  if (!DOSSIER_ID.test(dossierId)) throw malformedCursor();
  return dossierId;
}

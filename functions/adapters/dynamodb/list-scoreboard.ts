import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Page } from '#domain/dossiers/dossier-store';
import type { Counts } from '#domain/figures/figure-row';
import type { ScoreboardRequest, ScoreboardRow } from '#domain/figures/figure-store';
import { decodeCursor, encodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/figure-keys';
import { readBatch } from '#functions/adapters/dynamodb/read-batch';
import { countsOf } from '#functions/adapters/dynamodb/read-figures';

const keyed = z.looseObject({ sk: z.string() });
const POSITION = /^[0-9A-Z.]{1,35}#[0-9A-Za-z.-]{0,60}$/;

/**
 * One query over how things stand, so that an agency with old work and nothing new is not left out, and one batch for the
 * figures of the month beside it: the same cost however many dossiers and agencies there are.
 */
export async function listScoreboard(table: DocumentTable, generation: number, request: ScoreboardRequest): Promise<Page<ScoreboardRow>> {
  const { place, by, month, limit } = request;
  const { Items = [], LastEvaluatedKey } = await table.client.send(new QueryCommand({ TableName: table.tableName, ...range(generation, request), Limit: limit + 1 }));
  const shown = Items.slice(0, limit).map((item) => ({ sk: keyed.parse(item).sk, now: countsOf(item) }));
  const pk = keys.monthPk(generation, { place, month, by });
  const months = await readBatch(table, shown.map(({ sk }) => ({ pk, sk })), { consistent: false });
  const countsBySk = new Map(months.map((item): [string, Counts] => [keyed.parse(item).sk, countsOf(keyed.parse(item))]));
  const rows = shown.map(({ sk, now }) => ({ ...keys.agencyOfSk(sk), now, month: countsBySk.get(sk) ?? {} }));
  const last = shown.at(-1)?.sk;
  const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return { rows, ...(hasMore && last !== undefined ? { cursor: encodeCursor(last) } : {}) };
}

function range(generation: number, { place, under, by, cursor }: ScoreboardRequest) {
  const pk = keys.nowPk(generation, place, by);
  const { from, to } = under === undefined ? { from: ' ', to: '~' } : keys.underAgency(under);
  const position = cursor === undefined ? undefined : decodeCursor(cursor);
  if (position !== undefined && !POSITION.test(position)) throw malformedCursor();
  // A cursor carried over from another list leads nowhere but into one's own range.
  const start = position === undefined || position < from ? undefined : { pk, sk: position };
  return {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
    ...(start === undefined ? {} : { ExclusiveStartKey: start }),
  };
}

import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { delivery, type Delivery } from '#domain/notifications/delivery';
import type { DeliveryLine, DeliveryPage, DeliveryStore } from '#domain/notifications/delivery-store';
import { decodeCursor, encodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/feed-keys';
import { askForReplay, beginLines, dueLines, leaseLine, readState, retireLine, toLineState } from '#functions/adapters/dynamodb/line-state';
import { readBatch } from '#functions/adapters/dynamodb/read-batch';
import { settleLine } from '#functions/adapters/dynamodb/settle-line';

const rowItem = z.object({ delivery });
const queueItem = z.object({ sk: z.string(), queue: z.array(z.number().int()) });
const marked = z.object({ sk: z.string() });

/** How subscriptions work through their feeds, and every delivery with its tries. */
export function createDynamoDeliveryStore(access: TableAccess & { readonly nowMilliseconds?: () => number }): DeliveryStore {
  const table = documentTable(access);
  const { nowMilliseconds = Date.now } = access;
  return {
    begin: (subscription, positions, dueAt) => beginLines(table, { subscription, positions, dueAt }),
    peek: async (line) => {
      const item = await readState(table, line, { consistent: false });
      return item && toLineState(line, item);
    },
    lease: (line, by) => leaseLine(table, line, by),
    settle: (lease, settlement) => settleLine(table, lease, settlement),
    retire: (line) => retireLine(table, line, Math.floor(nowMilliseconds() / 1000)),
    waiting: async (line, { until, limit }) => {
      const sks = await marksUnder(table, line, { from: keys.WAITING, to: until === undefined ? keys.NOT_BEHIND : `${keys.WAITING}${until}#~`, limit });
      return sks.map((sk) => ({ position: keys.positionOf(sk), nextTryAt: sk.slice(keys.WAITING.length, sk.lastIndexOf('#')) }));
    },
    failed: async (line, { before, limit }) => (await marksUnder(table, line, { from: keys.FAILED, to: `${keys.FAILED}${before}`, limit })).map((sk) => keys.positionOf(sk)),
    rows: (line, positions) => rows(table, line, positions),
    queues: (line, lanes) => queues(table, line, lanes),
    list: (line, page) => list(table, line, page),
    askReplay: (line, asked) => askForReplay(table, line, asked),
    due: (channel, page) => dueLines(table, channel, page),
  };
}

async function marksUnder({ client, tableName }: DocumentTable, line: DeliveryLine, { from, to, limit }: { readonly from: string; readonly to: string; readonly limit: number }): Promise<string[]> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': keys.linePk(line), ':from': from, ':to': to },
      Limit: limit,
    }),
  );
  return (Items ?? []).map((item) => marked.parse(item).sk);
}

async function rows(table: DocumentTable, line: DeliveryLine, positions: readonly number[]): Promise<Delivery[]> {
  const pk = keys.linePk(line);
  const items = await readBatch(table, positions.map((position) => ({ pk, sk: keys.deliverySk(position) })), { consistent: true });
  return items.map((item) => rowItem.parse(item).delivery).toSorted((one, other) => one.position - other.position);
}

async function queues(table: DocumentTable, line: DeliveryLine, lanes: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> {
  const pk = keys.linePk(line);
  const items = await readBatch(table, [...new Set(lanes)].map((lane) => ({ pk, sk: keys.queueSk(lane) })), { consistent: true });
  return new Map(items.map((item) => queueItem.parse(item)).map(({ sk, queue }) => [sk.slice(keys.queueSk('').length), queue]));
}

async function list(table: DocumentTable, line: DeliveryLine, { state, cursor, limit }: Parameters<DeliveryStore['list']>[1]): Promise<DeliveryPage> {
  const prefix = { all: keys.DELIVERIES, waiting: keys.WAITING, failed: keys.FAILED }[state ?? 'all'];
  const pk = keys.linePk(line);
  const start = cursor === undefined ? undefined : decodeCursor(cursor);
  if (start !== undefined && !start.startsWith(prefix)) throw malformedCursor();
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ScanIndexForward: state !== undefined,
      Limit: limit,
      ...(start === undefined ? {} : { ExclusiveStartKey: { pk, sk: start } }),
    }),
  );
  const deliveries = state === undefined ? Items.map((item) => rowItem.parse(item).delivery) : await inOrderOf(table, line, Items.map((item) => keys.positionOf(marked.parse(item).sk)));
  const last = LastEvaluatedKey === undefined ? undefined : marked.parse(LastEvaluatedKey).sk;
  return { deliveries, ...(last === undefined ? {} : { cursor: encodeCursor(last) }) };
}

async function inOrderOf(table: DocumentTable, line: DeliveryLine, positions: readonly number[]): Promise<Delivery[]> {
  const found = new Map((await rows(table, line, positions)).map((row) => [row.position, row]));
  return positions.flatMap((position) => found.get(position) ?? []);
}

import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { StatementKey } from '#domain/documents/statement';
import { canonicalJson } from '#domain/kernel/canonical-json';
import type { LogStore } from '#domain/log/log-store';
import { type NotedHead, type SealedDay, sealedDay } from '#domain/log/sealed-day';
import { type DocumentTable, documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/log-keys';
import { newestFirst } from '#functions/adapters/dynamodb/newest-first';
import { getItem, putOnce } from '#functions/adapters/dynamodb/put-once';
import { queryAll, queryPages } from '#functions/adapters/dynamodb/query-pages';

/** Notes are needed until their day is sealed; a seal that is late by a season is found by its alarm long before. */
const NOTES_KEPT_SECONDS = 90 * 24 * 60 * 60;
/** A batch of heads stays well below the 400 KB of an item. */
const HEADS_A_NOTE = 500;

/** The log of days in the log table. */
export function createDynamoLogStore(access: TableAccess): LogStore {
  const table = documentTable(access);
  return {
    note: (day, heads) => note(table, day, heads),
    notes: (day) => notes(table, day),
    beginOn: async (day) => firstItem.parse(await putOnce(table, { ...keys.FIRST_DAY, day })).day,
    keepDay: async (day) => readDay(await putOnce(table, { ...keys.dayKey(day.day), ...day })),
    keepTimestamp: (day, timestamp) => keepTimestamp(table, day, timestamp),
    day: async (day) => {
      const item = await getItem(table, keys.dayKey(day));
      return item === undefined ? undefined : readDay(item);
    },
    days: (page) => newestFirst(table, { pk: keys.DAYS, position: POSITION, read: readDay }, page),
    keepKey: async (key) => void (await putOnce(table, { ...keys.publicKeyKey(key.kid), ...key })),
    keys: () => publicKeys(table),
  };
}

const firstItem = z.object({ day: z.string() });
const dayItem = sealedDay.strip();
const noteItem = z.object({ heads: z.array(z.object({ d: z.string(), s: z.number(), h: z.string() })) });
const keyItem = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), kid: z.string(), alg: z.literal('ES256'), use: z.literal('sig') });

function readDay(item: unknown): SealedDay {
  return dayItem.parse(item);
}

async function note({ client, tableName }: DocumentTable, day: string, heads: readonly NotedHead[]): Promise<void> {
  const expiresAtEpochSeconds = Math.floor(Date.parse(`${day}T00:00:00Z`) / 1000) + NOTES_KEPT_SECONDS;
  for (let from = 0; from < heads.length; from += HEADS_A_NOTE) {
    // Short names and 43 characters for 32 bytes: what is written here is paid for by the kilobyte.
    const short = heads.slice(from, from + HEADS_A_NOTE).map(({ dossierId, seq, head }) => ({ d: dossierId, s: seq, h: Buffer.from(head, 'hex').toString('base64url') }));
    const batch = createHash('sha256').update(canonicalJson(short)).digest('hex').slice(0, 32);
    await client.send(new PutCommand({ TableName: tableName, Item: { ...keys.noteKey(day, batch), heads: short, expiresAtEpochSeconds } }));
  }
}

async function* notes(table: DocumentTable, day: string): AsyncGenerator<readonly NotedHead[]> {
  for (let shard = 0; shard < keys.NOTE_SHARDS; shard += 1) {
    const query = { ConsistentRead: true, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': keys.notesPk(day, shard) } };
    for await (const { items } of queryPages(table, query)) {
      yield items.flatMap((item) => noteItem.parse(item).heads.map(({ d, s, h }) => ({ dossierId: d, seq: s, head: Buffer.from(h, 'base64url').toString('hex') })));
    }
  }
}

async function keepTimestamp({ client, tableName }: DocumentTable, day: string, timestamp: string): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: keys.dayKey(day),
        UpdateExpression: 'SET #timestamp = :timestamp',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#timestamp)',
        ExpressionAttributeNames: { '#timestamp': 'timestamp' },
        ExpressionAttributeValues: { ':timestamp': timestamp },
      }),
    );
  } catch (error) {
    // Somebody else had one first; either proves the same.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

const POSITION = /^\d{4}-\d\d-\d\d$/;

/** A handful in the life of a cell. */
async function publicKeys(table: DocumentTable): Promise<StatementKey[]> {
  const items = await queryAll(table, { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': keys.KEYS } });
  return items.map((item) => keyItem.parse(item));
}

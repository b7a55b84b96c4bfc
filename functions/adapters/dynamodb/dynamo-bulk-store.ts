import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type BulkChunk, bulkChunk, bulkHandIn, type BulkHandIn } from '#domain/bulk/bulk-hand-in';
import type { BulkStore } from '#domain/bulk/bulk-store';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { allItemsUnder } from '#functions/adapters/dynamodb/all-items-under';
import { decodeCursor, encodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { epochSeconds, getJob, putJob, readJob } from '#functions/adapters/dynamodb/job-item';
import * as keys from '#functions/adapters/dynamodb/register-keys';
import * as z from 'zod';

/** How many chunks are written side by side. */
const AT_ONCE = 25;
const chunkItem = z.object({ chunk: bulkChunk });
const POSITION = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#(?<id>bh-[0-9a-f]{32})$/;

/** Bulk hand-ins in the register table; keys and costs are in `docs/access-patterns.md`. */
export function createDynamoBulkStore(access: TableAccess): BulkStore {
  const table = documentTable(access);
  const put = (bulk: BulkHandIn) => putJob(table, { ...keys.bulkKey(bulk.id), ...listingOf(bulk) }, bulk);
  const find = (id: string) => getJob(table, keys.bulkKey(id), bulkHandIn);
  return {
    create: async (bulk) => {
      if (await put(bulk)) return bulk;
      const there = await find(bulk.id);
      if (there === undefined) throw new Error(`The register refuses ${bulk.id} and does not have it`);
      return there;
    },
    find,
    owned: (principalId, page) => listOwned(table, principalId, page),
    commit: async (after) => ((await put(after)) ? 'committed' : 'conflict'),
    keepChunks: (bulk, chunks) => keepChunks(table, bulk, chunks),
    chunks: async (id) => (await allItemsUnder(table, keys.bulkPk(id), keys.CHUNKS)).map((item) => chunkItem.parse(item).chunk),
    finishChunk: (id, chunk, done) => finishChunk(table, { id, chunk, done }),
  };
}

function listingOf({ principal, createdAt, id }: BulkHandIn) {
  return { listingPk: keys.bulkListing(principal.id), listingSk: keys.bulkListingSk(createdAt, id) };
}

async function listOwned({ client, tableName }: DocumentTable, principalId: string, { limit, cursor }: PageRequest): Promise<Page<BulkHandIn>> {
  const listingPk = keys.bulkListing(principalId);
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: 'listing',
      KeyConditionExpression: 'listingPk = :pk',
      ExpressionAttributeValues: { ':pk': listingPk },
      ScanIndexForward: false,
      // One more than asked for tells the last page without a count.
      Limit: limit + 1,
      ...(cursor === undefined ? {} : { ExclusiveStartKey: startAfter(listingPk, cursor) }),
    }),
  );
  const rows = Items.slice(0, limit).map((item) => readJob(item, bulkHandIn));
  const last = rows.at(-1);
  const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return { rows, ...(hasMore && last !== undefined && { cursor: encodeCursor(keys.bulkListingSk(last.createdAt, last.id)) }) };
}

function startAfter(listingPk: string, cursor: string): Record<string, string> {
  const listingSk = decodeCursor(cursor);
  const id = POSITION.exec(listingSk)?.groups?.['id'];
  if (id === undefined) throw malformedCursor();
  return { ...keys.bulkKey(id), listingPk, listingSk };
}

async function keepChunks({ client, tableName }: DocumentTable, { id, expiresAt }: BulkHandIn, chunks: readonly BulkChunk[]): Promise<void> {
  const put = (chunk: BulkChunk) =>
    unlessRefused(
      client.send(
        new PutCommand({
          TableName: tableName,
          Item: { ...keys.chunkKey(id, chunk.chunk), chunk, expiresAtEpochSeconds: epochSeconds(expiresAt) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  for (let first = 0; first < chunks.length; first += AT_ONCE) await Promise.all(chunks.slice(first, first + AT_ONCE).map(put));
}

interface FinishedChunk {
  readonly id: string;
  readonly chunk: number;
  readonly done: NonNullable<BulkChunk['done']>;
}

async function finishChunk({ client, tableName }: DocumentTable, { id, chunk, done }: FinishedChunk): Promise<void> {
  await unlessRefused(
    client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: keys.chunkKey(id, chunk),
        UpdateExpression: 'SET #chunk.done = :done',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#chunk.done)',
        ExpressionAttributeNames: { '#chunk': 'chunk' },
        ExpressionAttributeValues: { ':done': done },
      }),
    ),
  );
}

/** What was noted before stays as it was noted. */
async function unlessRefused(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

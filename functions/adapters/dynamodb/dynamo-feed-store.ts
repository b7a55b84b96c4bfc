import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Audience, partitionsOf } from '#domain/notifications/audience';
import type { FeedEvent, FeedPlace, FeedStore } from '#domain/notifications/feed';
import { webhookEvent } from '#domain/notifications/webhook-message';
import { appendToFeed } from '#functions/adapters/dynamodb/append-to-feed';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/feed-keys';
import { readBatch } from '#functions/adapters/dynamodb/read-batch';

const about = z.object({ procedure: z.string(), receivingAgency: z.string(), places: z.array(z.string()) });
const eventItem = z.object({ sk: z.string(), event: webhookEvent, about });
const endItem = z.object({ pk: z.string(), last: z.number().int() });

/** The feeds of all audiences. */
export function createDynamoFeedStore(access: TableAccess): FeedStore {
  const table = documentTable(access);
  return {
    append: (whose, lane, events) => appendToFeed(table, { whose, lane }, events),
    after: (whose, from) => after(table, whose, from),
    at: (whose, partition, positions) => at(table, { whose, partition }, positions),
    ends: (whose) => ends(table, whose),
  };
}

/** Consistent, since a wake may arrive before a lazy read would see what it was sent for. */
async function after({ client, tableName }: DocumentTable, whose: Audience, from: FeedPlace & { readonly limit: number }): Promise<FeedEvent[]> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :end',
      ExpressionAttributeValues: { ':pk': keys.feedPk(whose, from.partition), ':first': keys.eventSk(from.position + 1), ':end': `${keys.EVENTS}~` },
      Limit: from.limit,
    }),
  );
  return (Items ?? []).map((item) => toFeedEvent(item, from.partition));
}

async function at(table: DocumentTable, { whose, partition }: { readonly whose: Audience; readonly partition: number }, positions: readonly number[]): Promise<FeedEvent[]> {
  const pk = keys.feedPk(whose, partition);
  // An event never changes once it is written.
  const items = await readBatch(table, positions.map((position) => ({ pk, sk: keys.eventSk(position) })), { consistent: true });
  return items.map((item) => toFeedEvent(item, partition)).toSorted((one, other) => one.position - other.position);
}

async function ends(table: DocumentTable, whose: Audience): Promise<number[]> {
  const pks = Array.from({ length: partitionsOf(whose) }, (_none, partition) => keys.feedPk(whose, partition));
  const items = await readBatch(table, pks.map((pk) => ({ pk, sk: keys.END })), { consistent: true });
  const last = new Map(items.map((item) => endItem.parse(item)).map((each) => [each.pk, each.last]));
  return pks.map((pk) => last.get(pk) ?? 0);
}

function toFeedEvent(item: unknown, partition: number): FeedEvent {
  const { sk, event, about: facts } = eventItem.parse(item);
  return { position: keys.positionOf(sk), partition, event, about: facts };
}

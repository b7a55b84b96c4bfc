import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Audience } from '#domain/notifications/audience';
import { FEED_RETENTION_DAYS, type NewFeedEvent } from '#domain/notifications/feed';
import { partitionOf } from '#domain/notifications/lane';
import type { WebhookEvent } from '#domain/notifications/webhook-message';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/feed-keys';
import { readBatch } from '#functions/adapters/dynamodb/read-batch';
import { type RoleWrite, transact } from '#functions/adapters/dynamodb/transact';

const guardItem = z.object({ sk: z.string(), last: z.number().int().optional(), seq: z.number().int().optional() });

type Role = 'end' | 'lane' | 'event';

interface Place {
  readonly whose: Audience;
  readonly lane: string;
}

interface Guards {
  /** The last position of the partition, 0 when it has none. */
  readonly last: number;
  /** The `seq` of the lane that was told last, 0 when none was. */
  readonly told: number;
}

/** The feed's end and the lane's place take two of a transaction's hundred items. */
const MAX_EVENTS = 98;
const MAX_ATTEMPTS = 8;
/** Full jitter below 10, 20, 40 … 640 ms: at most 1.3 s in all, then the stream comes again. */
const FIRST_PAUSE_MILLISECONDS = 10;
const DAY_SECONDS = 86_400;
/** Longer than any dossier is silent towards somebody who is still told of it. */
const TOLD_KEPT_DAYS = 400;

/** Appends what the audience was not told yet, in one transaction with the feed's end: no gap, no repetition, no row before its turn. */
export async function appendToFeed(table: DocumentTable, place: Place, events: readonly NewFeedEvent[]): Promise<{ partition: number; isNew: boolean }> {
  const partition = partitionOf(place.whose, place.lane);
  let isNew = false;
  for (let index = 0; index < events.length; index += MAX_EVENTS) {
    if (await appendSome(table, { ...place, partition }, events.slice(index, index + MAX_EVENTS))) isNew = true;
  }
  return { partition, isNew };
}

async function appendSome(table: DocumentTable, place: Place & { readonly partition: number }, events: readonly NewFeedEvent[]): Promise<boolean> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const guards = await readGuards(table, place);
    const fresh = events.filter(({ event }) => event.data.seq > guards.told);
    if (fresh.length === 0) return false;
    const { kind } = await transact<Role>(table.client, planOf({ tableName: table.tableName, place, guards }, fresh));
    if (kind === 'written') return true;
    await sleep(Math.random() * FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1));
  }
  throw new Error('Others kept writing the same feed');
}

async function readGuards(table: DocumentTable, { whose, lane, partition }: Place & { readonly partition: number }): Promise<Guards> {
  const pk = keys.feedPk(whose, partition);
  const items = (await readBatch(table, [{ pk, sk: keys.END }, { pk, sk: keys.toldSk(lane) }], { consistent: true })).map((item) => guardItem.parse(item));
  return { last: items.find(({ sk }) => sk === keys.END)?.last ?? 0, told: items.find(({ sk }) => sk !== keys.END)?.seq ?? 0 };
}

interface Plan {
  readonly tableName: string;
  readonly place: Place & { readonly partition: number };
  readonly guards: Guards;
}

function planOf({ tableName: TableName, place, guards }: Plan, fresh: readonly NewFeedEvent[]): RoleWrite<Role>[] {
  const pk = keys.feedPk(place.whose, place.partition);
  const newest = fresh.at(-1)?.event;
  const end = { pk, sk: keys.END, last: guards.last + fresh.length };
  const told = { pk, sk: keys.toldSk(place.lane), seq: newest?.data.seq, expiresAtEpochSeconds: expiry(newest, TOLD_KEPT_DAYS) };
  return [
    { role: 'end', item: { Put: { TableName, Item: end, ...unlessMoved('last', guards.last) } } },
    { role: 'lane', item: { Put: { TableName, Item: told, ...unlessMoved('seq', guards.told) } } },
    ...fresh.map(({ event, about }, index): RoleWrite<Role> => {
      const previousSeq = fresh[index - 1]?.event.data.seq ?? guards.told;
      const Item = {
        pk,
        sk: keys.eventSk(guards.last + 1 + index),
        event: { ...event, data: { ...event.data, previousSeq } },
        about,
        expiresAtEpochSeconds: expiry(event, FEED_RETENTION_DAYS),
      };
      return { role: 'event', item: { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } } };
    }),
  ];
}

function unlessMoved(attribute: 'last' | 'seq', read: number) {
  if (read === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return { ConditionExpression: '#guard = :read', ExpressionAttributeNames: { '#guard': attribute }, ExpressionAttributeValues: { ':read': read } };
}

/** Counted from the event itself, so that a row written again would be the same row. */
function expiry(event: WebhookEvent | undefined, days: number): number | undefined {
  return event === undefined ? undefined : Math.floor(Date.parse(event.time) / 1000) + days * DAY_SECONDS;
}

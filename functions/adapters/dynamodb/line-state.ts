import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CLOSED } from '#domain/notifications/breaker';
import { type DeliveryLine, type LeaseOutcome, type LineProgress, lineProgress, type LineState, MAX_REPLAYS, replay, type Replay } from '#domain/notifications/delivery-store';
import { type Channel, channel, type Subscription } from '#domain/notifications/subscription';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/feed-keys';

const stateItem = z.object({
  channel,
  progress: lineProgress,
  replays: z.record(z.string(), replay),
  wakes: z.number().int(),
  dueAt: z.string().optional(),
  leaseOwner: z.string().optional(),
});
export type StateItem = z.infer<typeof stateItem>;

const MAX_ATTEMPTS = 5;
/** What a removed subscription's line leaves behind is looked at for so long. */
const RETIRED_KEPT_SECONDS = 30 * 86_400;

export async function readState({ client, tableName }: DocumentTable, line: DeliveryLine, { consistent }: { readonly consistent: boolean }): Promise<StateItem | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.stateKey(line), ConsistentRead: consistent }));
  return Item === undefined ? undefined : stateItem.parse(Item);
}

export function toLineState({ subscriptionId, partition }: DeliveryLine, item: StateItem): LineState {
  const replays = Object.values(item.replays).toSorted((one, other) => (one.askedAt < other.askedAt ? -1 : 1));
  return { subscriptionId, partition, channel: item.channel, progress: item.progress, replays, ...(item.dueAt === undefined ? {} : { dueAt: item.dueAt }) };
}

export async function beginLines({ client, tableName: TableName }: DocumentTable, { subscription, positions, dueAt }: { readonly subscription: Subscription; readonly positions: readonly number[]; readonly dueAt: string }): Promise<void> {
  for (const [partition, cursor] of positions.entries()) {
    const progress: LineProgress = { cursor, seenVersion: subscription.version, breaker: CLOSED, troubledLanes: 0, paceMilliseconds: 0, replayed: [] };
    const Item = { ...keys.stateKey({ subscriptionId: subscription.id, partition }), channel: subscription.channel, progress, replays: {}, wakes: 0, duePk: keys.duePk(subscription.channel), dueAt };
    try {
      await client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    } catch (error) {
      // Begun before: it has gone on from there.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}

/** Takes the lease, or leaves a wake with whoever has it; between the two nobody can let go unseen. */
export async function leaseLine(table: DocumentTable, line: DeliveryLine, by: { readonly owner: string; readonly now: string; readonly until: string }): Promise<LeaseOutcome> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const taken = await updateIf(table, line, {
      UpdateExpression: 'SET leaseOwner = :owner, leaseUntil = :until',
      ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(leaseUntil) OR leaseUntil < :now)',
      ExpressionAttributeValues: { ':owner': by.owner, ':until': by.until, ':now': by.now },
    });
    if (taken !== undefined) return { kind: 'leased', lease: { subscriptionId: line.subscriptionId, partition: line.partition, owner: by.owner, wakes: taken.wakes }, state: toLineState(line, taken) };
    const seen = await readState(table, line, { consistent: true });
    if (seen === undefined) return { kind: 'missing' };
    if (seen.leaseOwner === undefined) continue;
    const nudged = await updateIf(table, line, {
      UpdateExpression: 'ADD wakes :one',
      ConditionExpression: 'leaseOwner = :owner AND leaseUntil >= :now',
      ExpressionAttributeValues: { ':one': 1, ':owner': seen.leaseOwner, ':now': by.now },
    });
    if (nudged !== undefined) return { kind: 'held' };
  }
  throw new Error('The lease of a line kept changing hands');
}

export async function askForReplay(table: DocumentTable, line: DeliveryLine, asked: Replay): Promise<'asked' | 'too-many' | 'missing'> {
  const written = await updateIf(table, line, {
    UpdateExpression: 'SET replays.#id = :replay, dueAt = :now',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(replays.#id) AND NOT contains(progress.replayed, :id) AND size(replays) < :most',
    ExpressionAttributeNames: { '#id': asked.id },
    ExpressionAttributeValues: { ':replay': asked, ':now': asked.askedAt, ':id': asked.id, ':most': MAX_REPLAYS },
  });
  if (written !== undefined) return 'asked';
  const seen = await readState(table, line, { consistent: true });
  if (seen === undefined) return 'missing';
  return asked.id in seen.replays || seen.progress.replayed.includes(asked.id) ? 'asked' : 'too-many';
}

export async function retireLine({ client, tableName }: DocumentTable, line: DeliveryLine, nowEpochSeconds: number): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: keys.stateKey(line),
      UpdateExpression: 'SET expiresAtEpochSeconds = :later REMOVE duePk, dueAt',
      ExpressionAttributeValues: { ':later': nowEpochSeconds + RETIRED_KEPT_SECONDS },
    }),
  );
}

export async function dueLines({ client, tableName }: DocumentTable, channelOf: Channel, page: { readonly before: string; readonly limit: number }): Promise<DeliveryLine[]> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueAt < :before',
      ExpressionAttributeValues: { ':pk': keys.duePk(channelOf), ':before': page.before },
      Limit: page.limit,
    }),
  );
  return (Items ?? []).map((item) => keys.lineOf(z.object({ pk: z.string() }).parse(item).pk));
}

interface GuardedUpdate {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

/** The state as it is afterwards; undefined when the condition did not hold. */
async function updateIf({ client, tableName }: DocumentTable, line: DeliveryLine, update: GuardedUpdate): Promise<StateItem | undefined> {
  try {
    const { Attributes } = await client.send(new UpdateCommand({ TableName: tableName, Key: keys.stateKey(line), ReturnValues: 'ALL_NEW', ...update }));
    return stateItem.parse(Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { Delivery } from '#domain/notifications/delivery';
import { type Lease, LeaseLost, type SettleOutcome, type Settlement } from '#domain/notifications/delivery-store';
import { FEED_RETENTION_DAYS } from '#domain/notifications/feed';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/feed-keys';
import { readState } from '#functions/adapters/dynamodb/line-state';
import { type RoleWrite, transact } from '#functions/adapters/dynamodb/transact';
import { writeBatch } from '#functions/adapters/dynamodb/write-batch';

type Role = 'state' | 'row' | 'mark' | 'queue';
type Write = RoleWrite<Role>['item'];

const DAY_SECONDS = 86_400;

/**
 * Writes what a round came to. When all was delivered at the first try, the rows go first and the line after them: a crash
 * in between repeats the round under the same ids. Anything that has to be tried again is written in one transaction, so
 * that what waits, its place in the order and the line never contradict each other.
 * @throws LeaseLost
 */
export async function settleLine(table: DocumentTable, lease: Lease, settlement: Settlement): Promise<SettleOutcome> {
  const isPlain = settlement.lanes.length === 0 && settlement.rows.every(({ before, after }) => before === undefined && after.state === 'delivered');
  if (isPlain) await writeBatch(table, settlement.rows.map(({ after }) => rowItem(after)));
  const write = (release: boolean) => (isPlain ? updateState(table, lease, { ...settlement, release }) : settleTogether(table, lease, { ...settlement, release }));
  if (await write(settlement.release)) return { kind: settlement.release ? 'released' : 'settled', lease };
  const seen = await readState(table, lease, { consistent: true });
  if (seen?.leaseOwner !== lease.owner || !settlement.release || !(await write(false))) throw new LeaseLost(lease);
  return { kind: 'woken', lease: { ...lease, wakes: seen.wakes } };
}

async function updateState({ client, tableName: TableName }: DocumentTable, lease: Lease, settlement: Settlement): Promise<boolean> {
  try {
    await client.send(new UpdateCommand({ TableName, ...stateUpdate(lease, settlement) }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function settleTogether({ client, tableName: TableName }: DocumentTable, lease: Lease, settlement: Settlement): Promise<boolean> {
  const pk = keys.linePk(lease);
  const plan: RoleWrite<Role>[] = [
    { role: 'state', item: { Update: { TableName, ...stateUpdate(lease, settlement) } } },
    ...settlement.rows.map(({ after }): RoleWrite<Role> => ({ role: 'row', item: { Put: { TableName, Item: rowItem(after) } } })),
    ...settlement.rows.flatMap(({ before, after }) => marks(TableName, before, after)).map((item): RoleWrite<Role> => ({ role: 'mark', item })),
    ...settlement.lanes.map(({ lane, queue }): RoleWrite<Role> => {
      const Key = { pk, sk: keys.queueSk(lane) };
      return { role: 'queue', item: queue.length === 0 ? { Delete: { TableName, Key } } : { Put: { TableName, Item: { ...Key, queue } } } };
    }),
  ];
  const { kind } = await transact<Role>(client, plan);
  if (kind === 'busy') throw new Error('Others kept writing the same line');
  return kind === 'written';
}

function stateUpdate(lease: Lease, { progress, dueAt, replays, release }: Settlement) {
  const changed = replays.filter(({ after }) => after !== undefined);
  const done = replays.filter(({ after }) => after === undefined);
  const name = (id: string) => `#r${replays.findIndex((each) => each.id === id)}`;
  const sets = ['progress = :progress', 'dueAt = :dueAt', ...changed.map(({ id }) => `replays.${name(id)} = :${name(id).slice(1)}`)];
  const removes = [...done.map(({ id }) => `replays.${name(id)}`), ...(release ? ['leaseOwner', 'leaseUntil'] : [])];
  return {
    Key: keys.stateKey(lease),
    UpdateExpression: `SET ${sets.join(', ')}${removes.length === 0 ? '' : ` REMOVE ${removes.join(', ')}`}`,
    ConditionExpression: `leaseOwner = :owner${release ? ' AND wakes = :wakes' : ''}`,
    ...(replays.length === 0 ? {} : { ExpressionAttributeNames: Object.fromEntries(replays.map(({ id }) => [name(id), id])) }),
    ExpressionAttributeValues: {
      ':progress': progress,
      ':dueAt': dueAt,
      ':owner': lease.owner,
      ...(release ? { ':wakes': lease.wakes } : {}),
      ...Object.fromEntries(changed.map(({ id, after }) => [`:${name(id).slice(1)}`, after])),
    },
  };
}

function rowItem(row: Delivery): Record<string, unknown> {
  return { pk: keys.linePk(row), sk: keys.deliverySk(row.position), delivery: row, expiresAtEpochSeconds: expiryOf(row) };
}

/** The small items by which waiting and failed deliveries are found in order. */
function marks(TableName: string, before: Delivery | undefined, after: Delivery): Write[] {
  const [old, now] = [before && markOf(before), markOf(after)];
  if (old === now) return [];
  const pk = keys.linePk(after);
  return [
    ...(old === undefined ? [] : [{ Delete: { TableName, Key: { pk, sk: old } } }]),
    ...(now === undefined ? [] : [{ Put: { TableName, Item: { pk, sk: now, expiresAtEpochSeconds: expiryOf(after) } } }]),
  ];
}

function markOf({ state, position, nextTryAt, failedAt }: Delivery): string | undefined {
  if (state === 'waiting') return keys.waitingSk(nextTryAt, position);
  return state === 'failed' && failedAt !== undefined ? keys.failedSk(failedAt, position) : undefined;
}

function expiryOf({ eventTime }: Delivery): number {
  return Math.floor(Date.parse(eventTime) / 1000) + FEED_RETENTION_DAYS * DAY_SECONDS;
}

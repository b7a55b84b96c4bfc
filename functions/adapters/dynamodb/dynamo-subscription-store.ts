import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Audience } from '#domain/notifications/audience';
import { subscription, type SealedSecrets, type Subscription, type SubscriptionStore } from '#domain/notifications/subscription';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { itemsUnder } from '#functions/adapters/dynamodb/items-under';
import * as keys from '#functions/adapters/dynamodb/register-keys';
import { type RoleWrite, transact } from '#functions/adapters/dynamodb/transact';

const secrets = z.object({ current: z.string(), previous: z.object({ sealed: z.string(), until: z.string() }).optional() });
const listedItem = z.object({ subscription });
const wholeItem = z.object({ subscription, secrets });

type Found = { readonly subscription: Subscription; readonly secrets: SealedSecrets };
type Role = 'one' | 'listed';

/** Subscriptions, each under its id with its sealed secrets, and under its audience without them. */
export function createDynamoSubscriptionStore(access: TableAccess): SubscriptionStore {
  const table = documentTable(access);
  return {
    add: (added, sealed) => write(table, { subscription: added, secrets: sealed }, 'attribute_not_exists(pk)'),
    find: (id) => find(table, id),
    of: (whose) => of(table, whose),
    change: (changed, expectedVersion, sealed) => change(table, { changed, expectedVersion, sealed }),
    remove: (id, expectedVersion) => remove(table, id, expectedVersion),
  };
}

async function find({ client, tableName }: DocumentTable, id: string): Promise<Found | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.subscriptionKey(id), ConsistentRead: true }));
  if (Item === undefined) return undefined;
  const { subscription: found, secrets: sealed } = wholeItem.parse(Item);
  return { subscription: found, secrets: withoutUndefined(sealed) };
}

async function of(table: DocumentTable, whose: Audience): Promise<Subscription[]> {
  return (await itemsUnder(table, keys.audiencePk(whose), keys.SUBSCRIPTIONS)).map((item) => listedItem.parse(item).subscription);
}

async function change(table: DocumentTable, { changed, expectedVersion, sealed }: { readonly changed: Subscription; readonly expectedVersion: number; readonly sealed?: SealedSecrets | undefined }): Promise<boolean> {
  const before = await find(table, changed.id);
  if (before?.subscription.version !== expectedVersion) return false;
  return write(table, { subscription: changed, secrets: sealed ?? before.secrets }, expectedVersion);
}

async function remove(table: DocumentTable, id: string, expectedVersion: number): Promise<boolean> {
  const found = await find(table, id);
  if (found?.subscription.version !== expectedVersion) return false;
  const TableName = table.tableName;
  const { kind } = await transact<Role>(table.client, [
    { role: 'one', item: { Delete: { TableName, Key: keys.subscriptionKey(id), ...ifVersion(expectedVersion) } } },
    { role: 'listed', item: { Delete: { TableName, Key: keys.listedSubscriptionKey(found.subscription) } } },
  ]);
  return kind === 'written';
}

/** Both items or none. @throws when others kept writing them */
async function write({ client, tableName: TableName }: DocumentTable, found: Found, condition: number | 'attribute_not_exists(pk)'): Promise<boolean> {
  const guard = typeof condition === 'number' ? ifVersion(condition) : { ConditionExpression: condition };
  const plan: RoleWrite<Role>[] = [
    { role: 'one', item: { Put: { TableName, Item: { ...keys.subscriptionKey(found.subscription.id), ...found }, ...guard } } },
    { role: 'listed', item: { Put: { TableName, Item: { ...keys.listedSubscriptionKey(found.subscription), subscription: found.subscription } } } },
  ];
  const { kind } = await transact<Role>(client, plan);
  if (kind === 'busy') throw new Error('Others kept writing the same subscription');
  return kind === 'written';
}

function ifVersion(version: number) {
  return {
    ConditionExpression: 'subscription.#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  };
}

function withoutUndefined({ current, previous }: z.infer<typeof secrets>): SealedSecrets {
  return { current, ...(previous === undefined ? {} : { previous }) };
}

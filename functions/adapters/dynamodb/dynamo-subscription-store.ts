import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Audience } from '#domain/notifications/audience';
import { type KeptSubscriptionAnswer, subscription, type SealedSecrets, type Subscription, type SubscriptionStore } from '#domain/notifications/subscription';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { answerPut, keepAnswer, readKeptAnswer } from '#functions/adapters/dynamodb/kept-subscription-answers';
import { itemsUnder } from '#functions/adapters/dynamodb/items-under';
import * as keys from '#functions/adapters/dynamodb/register-keys';
import { type RoleWrite, transact } from '#functions/adapters/dynamodb/transact';

const secrets = z.object({ current: z.string(), previous: z.object({ sealed: z.string(), until: z.string() }).optional() });
const listedItem = z.object({ subscription });
const wholeItem = z.object({ subscription, secrets });

type Found = { readonly subscription: Subscription; readonly secrets: SealedSecrets };
type Role = 'one' | 'listed' | 'answer';

/** Subscriptions, each under its id with its sealed secrets, and under its audience without them. */
export function createDynamoSubscriptionStore(access: TableAccess): SubscriptionStore {
  const table = documentTable(access);
  return {
    add: (added, sealed, answer) => write(table, { subscription: added, secrets: sealed, answer }, 'attribute_not_exists(pk)'),
    find: (id) => find(table, id),
    of: (whose) => of(table, whose),
    change: (changed, expectedVersion, also) => change(table, { changed, expectedVersion, ...also }),
    remove: (id, expectedVersion, answer) => remove(table, { id, expectedVersion, answer }),
    keep: (answer) => keepAnswer(table, answer),
    keptAnswer: (scope) => readKeptAnswer(table, scope),
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

interface Guarded {
  readonly expectedVersion: number;
  readonly answer?: KeptSubscriptionAnswer | undefined;
}

async function change(table: DocumentTable, { changed, expectedVersion, secrets: sealed, answer }: Guarded & { readonly changed: Subscription; readonly secrets?: SealedSecrets }): Promise<boolean> {
  const before = await find(table, changed.id);
  if (before?.subscription.version !== expectedVersion) return false;
  return write(table, { subscription: changed, secrets: sealed ?? before.secrets, answer }, expectedVersion);
}

async function remove(table: DocumentTable, { id, expectedVersion, answer }: Guarded & { readonly id: string }): Promise<boolean> {
  const found = await find(table, id);
  if (found?.subscription.version !== expectedVersion) return false;
  const TableName = table.tableName;
  return written(table, [
    { role: 'one', item: { Delete: { TableName, Key: keys.subscriptionKey(id), ...ifVersion(expectedVersion) } } },
    { role: 'listed', item: { Delete: { TableName, Key: keys.listedSubscriptionKey(found.subscription) } } },
    ...answerWrites(table, answer),
  ]);
}

type Whole = Found & { readonly answer?: KeptSubscriptionAnswer | undefined };

async function write(table: DocumentTable, { answer, ...found }: Whole, condition: number | 'attribute_not_exists(pk)'): Promise<boolean> {
  const TableName = table.tableName;
  const guard = typeof condition === 'number' ? ifVersion(condition) : { ConditionExpression: condition };
  return written(table, [
    { role: 'one', item: { Put: { TableName, Item: { ...keys.subscriptionKey(found.subscription.id), ...found }, ...guard } } },
    { role: 'listed', item: { Put: { TableName, Item: { ...keys.listedSubscriptionKey(found.subscription), subscription: found.subscription } } } },
    ...answerWrites(table, answer),
  ]);
}

function answerWrites(table: DocumentTable, answer: KeptSubscriptionAnswer | undefined): readonly RoleWrite<Role>[] {
  return answer === undefined ? [] : [{ role: 'answer', item: { Put: answerPut(table, answer) } }];
}

/** All items or none. @throws when others kept writing them */
async function written({ client }: DocumentTable, plan: readonly RoleWrite<Role>[]): Promise<boolean> {
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
